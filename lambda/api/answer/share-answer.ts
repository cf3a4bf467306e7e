import type { FileRecord } from '../../core/file/file.js';
import { harmlessName } from '../../../text/saved-name.js';
import { verifiedVersion } from '../../core/read/read-content.js';
import type { Share } from '../../core/share/share.js';
import type { Answer } from '../schema/answers.js';

/** A share in the routes that manage a file's shares: without token and password. */
export const shareAnswer = (share: Share): Answer<'Share'> => ({
  id: share.id,
  createdAt: share.createdAt.toISOString(),
  expiresAt: share.expiresAt.toISOString(),
  maxDownloads: share.maxDownloads ?? null,
  downloads: share.downloads,
  hasPassword: share.passwordHash !== undefined,
  lastUsedAt: share.lastUsedAt?.toISOString() ?? null,
});

/** A share for everyone with the link. A name can reveal as much as a file: it is hidden behind the password too. */
export function sharedFileAnswer(share: Share, file: FileRecord): Answer<'SharedFile'> {
  const passwordRequired = share.passwordHash !== undefined;
  const { filename, contentType } = verifiedVersion(file);
  return {
    filename: passwordRequired ? null : harmlessName(filename),
    sizeBytes: file.sizeBytes,
    contentType,
    expiresAt: share.expiresAt.toISOString(),
    passwordRequired,
  };
}
