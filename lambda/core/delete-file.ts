import { managedFileOrTombstone } from './access/reach.js';
import type { Subject } from './access/subject.js';
import type { FileChanges, Files } from './files.js';
import { changed } from './files.js';
import type { FileRecord } from './file.js';
import { Problem } from './problem.js';
import { tombstoneEnd } from './tombstone.js';

export interface DeleteFilePorts {
  readonly now: () => Date;
  readonly files: Files;
  readonly removeVersion: (key: string, versionId: string) => Promise<void>;
}

/**
 * Deletes a file for good: readers are refused from the first line on, and the stored version is gone at the end.
 * May be repeated: a delete that died half-way is finished by the next one.
 */
export async function deleteFile(ports: DeleteFilePorts, subject: Subject, id: string): Promise<FileRecord> {
  const { now, files, removeVersion } = ports;
  const file = await changed(
    files,
    () => managedFileOrTombstone(files, subject, id),
    (read) => (read.status === 'deleted' ? undefined : tombstone(tombstoneEnd(read, now()))),
  );
  if (!file)
    throw new Problem(
      'conflict',
      'The file kept changing while it was being deleted; send the request again',
    );
  if (file.version) await removeVersion(file.key, file.version.versionId);
  return file;
}

/** What is left of a deleted file: its id and place, and nothing that its owner said of it. */
const tombstone = (keepUntil: Date): FileChanges => ({
  status: 'deleted',
  keepUntil,
  filename: '',
  metadata: {},
  reasons: [],
  warnings: [],
  sha256: undefined,
  crc64nvme: undefined,
  detectedType: undefined,
  width: undefined,
  height: undefined,
});
