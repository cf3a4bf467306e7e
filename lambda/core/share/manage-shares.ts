import { managedFile, type FileReader } from '../access/reach.js';
import { nameOf, type Subject } from '../access/subject.js';
import { Problem } from '../problem.js';
import { verifiedVersion } from '../read/read-content.js';
import { hashPassword } from './password.js';
import { isShareId, newToken, shareIdOf, type Share, type Shares } from './share.js';

export const defaultShareSeconds = 24 * 60 * 60;
export const maxShareSeconds = 30 * defaultShareSeconds;

/** Maximum for one file; concurrent creations can exceed it. */
export const maxSharesPerFile = 100;

export interface ManageSharesPorts {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly files: FileReader;
  readonly shares: Shares;
}

export interface ShareRequest {
  /** @default a day */
  readonly expiresInSeconds?: number | undefined;
  /** @default no limit */
  readonly maxDownloads?: number | undefined;
  readonly password?: string | undefined;
}

/**
 * Creates a link to a verified file. The token is returned only once: only its hash is stored. Throws
 * `too-many-shares`, and the problems of reading the file.
 */
export async function createShare(
  { now, randomBytes, files, shares }: ManageSharesPorts,
  subject: Subject,
  fileId: string,
  { expiresInSeconds = defaultShareSeconds, maxDownloads, password }: ShareRequest,
): Promise<{ share: Share; token: string }> {
  const file = await managedFile(files, subject, fileId);
  verifiedVersion(file);
  const createdAt = now();
  if ((await shares.ofFile(fileId, createdAt)).length >= maxSharesPerFile) {
    throw new Problem(
      'too-many-shares',
      `A file may have ${maxSharesPerFile} active links; revoke one, or wait until one expires`,
    );
  }
  const token = newToken(randomBytes);
  const share: Share = {
    id: shareIdOf(token),
    fileId,
    owner: file.owner,
    createdBy: nameOf(subject),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + expiresInSeconds * 1000),
    ...(maxDownloads !== undefined && { maxDownloads }),
    downloads: 0,
    ...(password !== undefined && { passwordHash: await hashPassword(password, randomBytes) }),
    revision: 1,
  };
  await shares.add(share);
  return { share, token };
}

/** The links of a file that are neither revoked nor expired, newest first. */
export async function listShares(
  { now, files, shares }: Pick<ManageSharesPorts, 'now' | 'files' | 'shares'>,
  subject: Subject,
  fileId: string,
): Promise<Share[]> {
  await managedFile(files, subject, fileId);
  const found = await shares.ofFile(fileId, now());
  return found.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}

/** Revokes a link: the next request for it is refused. Idempotent. Throws `share-not-found`. */
export async function revokeShare(
  { now, files, shares }: Pick<ManageSharesPorts, 'now' | 'files' | 'shares'>,
  subject: Subject,
  fileId: string,
  shareId: string,
): Promise<void> {
  await managedFile(files, subject, fileId);
  const share = isShareId(shareId) ? await shares.get(shareId) : undefined;
  if (share?.fileId !== fileId) throw new Problem('share-not-found', 'No share of this file has this id');
  if (!share.revokedAt) await shares.revoke(shareId, now());
}
