import { managedFile } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import type { FileRecord } from '../file/file.js';
import { updateWithRetry, type Files } from '../file/files.js';
import type { Policy } from '../settings/policy.js';
import { Problem } from '../problem.js';
import { signUpload, type SignedUpload, type UploadSigner } from './signed-upload.js';

export interface RenewUploadPorts {
  readonly now: () => Date;
  readonly policy: Pick<Policy, 'uploadExpiresInSeconds' | 'uploadLifeSeconds'>;
  readonly files: Files;
  readonly signer: UploadSigner;
}

/** A renewal that extends the lifetime by less than this is not written. */
const freshMs = 60_000;

/**
 * Presigns a pending upload again, for the same key. May be repeated within the upload's lifetime. Throws
 * `file-not-found`, or `upload-ended` if it is not pending any more.
 */
export async function renewUpload(
  { now, policy, files, signer }: RenewUploadPorts,
  subject: Subject,
  id: string,
): Promise<{ file: FileRecord; upload: SignedUpload }> {
  const at = now();
  const updated = await updateWithRetry(
    files,
    () => managedFile(files, subject, id),
    (read) => {
      const lifeEnds = read.createdAt.getTime() + policy.uploadLifeSeconds * 1000;
      if (read.status !== 'pending' || at.getTime() >= lifeEnds) throw uploadEnded(read);
      if (read.method === 'multipart') return {};
      const ends = Math.min(at.getTime() + policy.uploadExpiresInSeconds * 1000, lifeEnds);
      // With concurrent renewals one writes, and the others sign until the expiry that it wrote.
      const isFresh = ends - read.uploadExpiresAt.getTime() < freshMs;
      return isFresh ? {} : { changes: { uploadExpiresAt: new Date(ends) } };
    },
  );
  if (!updated) throw new Problem('conflict', 'The upload was changed concurrently; send the request again');
  const { file } = updated;
  return { file, upload: await signUpload(signer, file, at) };
}

/** The file does not wait for bytes any more. */
export function uploadEnded({ status }: FileRecord): Problem {
  return new Problem(
    'upload-ended',
    `The upload cannot be continued: its file is ${status}, or it has expired; create a new one`,
  );
}
