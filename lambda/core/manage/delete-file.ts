import { managedFileOrTombstone } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import type { DeletionReason, FileRecord } from '../file/file.js';
import { updateWithRetry, type RecordChanges, type Files } from '../file/files.js';
import type { Grants } from '../grant/grant.js';
import { Problem } from '../problem.js';
import type { Shares } from '../share/share.js';
import { tombstoneEnd } from '../file/tombstone.js';
import { refuseOtherRevision } from './revision.js';

export interface DeleteFilePorts {
  readonly now: () => Date;
  readonly files: Files;
  /** Nobody is granted a file that is gone: that they were is nobody's business any more. */
  readonly grants: Pick<Grants, 'removeAll'>;
  readonly shares: Pick<Shares, 'removeAll'>;
  readonly removeVersion: (key: string, versionId: string) => Promise<void>;
}

/**
 * Deletes a file for good: readers are refused from the first line on, and the stored version is gone at the end.
 * May be repeated: a delete that died half-way is finished by the next one, or by the sweep. `revisions` are those at
 * which it may be deleted, any by default; otherwise `revision-mismatch`.
 */
export async function deleteFile(
  ports: DeleteFilePorts,
  subject: Subject,
  id: string,
  revisions?: readonly number[],
): Promise<FileRecord> {
  const read = async () => {
    const file = await managedFileOrTombstone(ports.files, subject, id);
    // RFC 9110 section 13.1.1: a change that was made already may be answered as done.
    if (file.status !== 'deleted') refuseOtherRevision(file, revisions);
    return file;
  };
  const done = await endFile(ports, read, 'request');
  if (done) return done.file;
  throw new Problem('conflict', 'The file kept changing while it was being deleted; send the request again');
}

/**
 * Ends a file, whoever asks for it.
 * @returns its tombstone, and whether it is this call's work; undefined where the record never held still
 */
export async function endFile(
  ports: DeleteFilePorts,
  read: () => Promise<FileRecord>,
  deletedFor: DeletionReason,
): Promise<{ file: FileRecord; isNew: boolean } | undefined> {
  const updated = await updateWithRetry(ports.files, read, (known) => {
    const isNew = known.status !== 'deleted';
    return { isNew, changes: isNew ? tombstone(tombstoneEnd(known, ports.now()), deletedFor) : undefined };
  });
  return updated && { file: await removeContents(ports, updated.file), isNew: updated.decision.isNew };
}

/** The tombstone once nothing is stored for it. As long as it names a version, the sweep looks after it. */
async function removeContents(
  { files, grants, shares, removeVersion }: DeleteFilePorts,
  file: FileRecord,
): Promise<FileRecord> {
  await Promise.all([grants.removeAll(file.id), shares.removeAll(file.id)]);
  if (!file.version) return file;
  await removeVersion(file.key, file.version.versionId);
  return (await files.change(file, { version: undefined, parts: undefined })) ?? file;
}

/**
 * What is left of a deleted file: whose it was, its place, and until when late bytes must be known for what they are.
 * Nothing that its owner said of it, and nothing that tells what it was.
 */
const tombstone = (keepUntil: Date, deletedFor: DeletionReason): RecordChanges => ({
  status: 'deleted',
  deletedFor,
  keepUntil,
  filename: '',
  metadata: {},
  reasons: [],
  warnings: [],
  expiresInSeconds: undefined,
  sha256: undefined,
  crc64nvme: undefined,
  detectedType: undefined,
  width: undefined,
  height: undefined,
  decision: undefined,
  swept: undefined,
});
