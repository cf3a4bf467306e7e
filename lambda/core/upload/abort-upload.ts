import { managedFile } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import type { FileRecord } from '../file/file.js';
import { updateWithRetry, type Files } from '../file/files.js';
import { Problem } from '../problem.js';
import { tombstoneEnd } from '../file/tombstone.js';

export interface AbortUploadPorts {
  readonly now: () => Date;
  readonly files: Files;
  readonly abortParts: (key: string, uploadId: string) => Promise<void>;
}

/**
 * Aborts an upload: its quota is released, its parts are removed, and bytes that arrive later are never readable.
 * Idempotent. Throws `upload-finished` if the bytes have arrived: such a file is deleted, not aborted.
 */
export async function abortUpload(
  ports: AbortUploadPorts,
  subject: Subject,
  id: string,
): Promise<FileRecord> {
  const { now, files, abortParts } = ports;
  const updated = await updateWithRetry(
    files,
    () => managedFile(files, subject, id),
    (read) => {
      switch (read.status) {
        case 'aborted':
        case 'expired':
          return {};
        case 'pending':
        case 'completing':
          // A tombstone: nothing that its owner declared.
          return {
            changes: { status: 'aborted', keepUntil: tombstoneEnd(read, now()), filename: '', metadata: {} },
          };
        case 'uploaded':
        case 'held':
        case 'verified':
        case 'rejected':
          throw new Problem(
            'upload-finished',
            'The bytes have arrived; use DELETE /files/{id} to remove the file',
          );
        case 'deleted':
          throw new Error(`deleted file ${read.id} reached an abort`);
      }
    },
  );
  if (!updated) throw new Problem('conflict', 'The upload was changed concurrently; send the request again');
  const { file } = updated;
  if (file.parts) await abortParts(file.key, file.parts.uploadId);
  return file;
}
