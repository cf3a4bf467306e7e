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
  /** Grants of a deleted file are personal data without purpose. */
  readonly grants: Pick<Grants, 'removeAll'>;
  readonly shares: Pick<Shares, 'removeAll'>;
  readonly removeVersion: (key: string, versionId: string) => Promise<void>;
}

/**
 * Deletes a file permanently: it cannot be read after the first write, and the stored version is removed at the end.
 * Idempotent: after a crash the next call, or the sweep, finishes it. With `revisions`, optimistic locking: throws
 * `revision-mismatch` if the file has none of them.
 */
export async function deleteFile(
  ports: DeleteFilePorts,
  subject: Subject,
  id: string,
  revisions?: readonly number[],
): Promise<FileRecord> {
  const read = async () => {
    const file = await managedFileOrTombstone(ports.files, subject, id);
    // RFC 9110 section 13.1.1: a change that was already made may be reported as successful.
    if (file.status !== 'deleted') refuseOtherRevision(file, revisions);
    return file;
  };
  const done = await endFile(ports, read, 'request');
  if (done) return done.file;
  throw new Problem(
    'conflict',
    'The file was changed concurrently during its deletion; send the request again',
  );
}

/**
 * Turns a file into a tombstone.
 * @returns the tombstone, and whether this call made it; undefined if every attempt met a conflict
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

/** The tombstone after the stored version is removed. As long as it names a version, the sweep retries the removal. */
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
 * A tombstone: owner, key, and until when late bytes must be recognized. Nothing that the owner declared, and nothing
 * that describes the file.
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
  contains: undefined,
  decision: undefined,
  swept: undefined,
});
