import { endFile } from '../manage/delete-file.js';
import type { FileRecord } from '../file/file.js';
import { tombstoneEnd } from '../file/tombstone.js';
import type { ListedVersion, SweepPorts } from './ports.js';

/**
 * The outcome for one file.
 * - `expired`: no bytes arrived; its quota is released
 * - `requeued`: its bytes are stored; it was enqueued for `validate`
 * - `stuck`: as `requeued`, for the n-th time: an operator should investigate
 * - `joining`: S3 was asked again to join its parts
 * - `lost`: its bytes were removed by somebody else; it is rejected with that reason
 * - `deleted`: its retention has ended
 * - `removed`: bytes of a deleted file that a crash had left
 * - `forgotten`: its tombstone was removed
 * - `moved`: a concurrent change was faster
 */
export type FileOutcome =
  'expired' | 'requeued' | 'stuck' | 'joining' | 'lost' | 'deleted' | 'removed' | 'forgotten' | 'moved';

/** From this try on, a file that was enqueued for `validate` counts as stuck. It is still enqueued. */
export const stuckAttempts = 4;

/** Moves one file on that has waited too long. Idempotent and safe under concurrency. */
export async function sweepFile(ports: SweepPorts, file: FileRecord): Promise<FileOutcome> {
  switch (file.status) {
    case 'pending':
    case 'completing':
      return sweepUnfinished(ports, file);
    case 'uploaded':
      return sweepUnverified(ports, file);
    case 'held':
    case 'verified':
    case 'rejected':
      return endKept(ports, file);
    case 'deleted':
      return file.version || file.parts ? removeLeft(ports, file) : forget(ports, file);
    case 'expired':
      return sweepExpired(ports, file);
    case 'aborted':
      return forget(ports, file);
  }
}

/** There was no event. The bucket's listing shows whether the bytes or only their event are missing. */
async function sweepUnfinished(ports: SweepPorts, file: FileRecord): Promise<FileOutcome> {
  const versions = await ports.store.versions(file.key);
  if (versions.length > 0) return requeue(ports, file, versions);
  const { now, settings, files } = ports;
  const graceEnds = file.uploadExpiresAt.getTime() + settings.uploadGraceSeconds * 1000;
  const isOver = now().getTime() >= graceEnds;
  if (file.status === 'completing' && !(isOver && attemptsOf(file) >= stuckAttempts)) {
    await ports.askToJoin(file.id);
    return (await recordAttempt(ports, file)) ? 'joining' : 'moved';
  }
  if (!isOver) {
    // Its bytes were stored once and are removed; it was renewed since, so others may still arrive.
    await recordAttempt(ports, file);
    return 'moved';
  }
  // First: no part can be presigned any more, and a crash in between leaves nothing behind.
  if (file.parts) await ports.store.abortParts(file.key, file.parts.uploadId);
  const keepUntil = tombstoneEnd(file, now());
  const expired = await files.change(file, { status: 'expired', keepUntil, swept: undefined });
  return expired ? 'expired' : 'moved';
}

async function sweepUnverified(ports: SweepPorts, file: FileRecord): Promise<FileOutcome> {
  const versions = await ports.store.versions(file.key);
  const pinned = versions.filter(({ versionId }) => versionId === file.version?.versionId);
  if (pinned.length > 0) return requeue(ports, file, pinned);
  const message = 'the bytes were removed from the bucket before they could be checked';
  const reasons = [...file.reasons, { code: 'bytes-missing', message }];
  return (await ports.files.change(file, { status: 'rejected', reasons, swept: undefined }))
    ? 'lost'
    : 'moved';
}

/** Bytes that arrived after the expiry, and whose event was lost, reactivate their file; `validate` decides. */
async function sweepExpired(ports: SweepPorts, file: FileRecord): Promise<FileOutcome> {
  const versions = await ports.store.versions(file.key);
  return versions.length > 0 ? requeue(ports, file, versions) : forget(ports, file);
}

async function requeue(
  ports: SweepPorts,
  file: FileRecord,
  versions: readonly ListedVersion[],
): Promise<FileOutcome> {
  // In order: `validate` pins the first one that it processes.
  for (const { key, versionId } of versions) await ports.notifyFound(key, versionId);
  if (!(await recordAttempt(ports, file))) return 'moved';
  return attemptsOf(file) + 1 >= stuckAttempts ? 'stuck' : 'requeued';
}

async function endKept(ports: SweepPorts, file: FileRecord): Promise<FileOutcome> {
  const { now, files, grants, shares, store } = ports;
  const done = await endFile(
    { now, files, grants, shares, removeVersion: (key, versionId) => store.removeVersion(key, versionId) },
    async () => (await files.get(file.id)) ?? file,
    'retention',
  );
  return done?.isNew ? 'deleted' : 'moved';
}

async function removeLeft(ports: SweepPorts, file: FileRecord): Promise<FileOutcome> {
  await removeStored(ports, file);
  return (await ports.files.change(file, { version: undefined, parts: undefined })) ? 'removed' : 'moved';
}

/**
 * Removes a record after its time, with anything that is stored under its key: without the record, nothing would
 * recognize it any more.
 */
async function forget(ports: SweepPorts, file: FileRecord): Promise<FileOutcome> {
  await removeStored(ports, file);
  return (await ports.files.forget(file)) ? 'forgotten' : 'moved';
}

async function removeStored(
  { grants, shares, store }: SweepPorts,
  { id, key, parts }: FileRecord,
): Promise<void> {
  await Promise.all([grants.removeAll(id), shares.removeAll(id)]);
  if (parts) await store.abortParts(key, parts.uploadId);
  for (const { versionId } of await store.versions(key)) await store.removeVersion(key, versionId);
}

const attemptsOf = ({ swept }: FileRecord): number => swept?.attempts ?? 0;

/** Counts a try, and delays the next one by a whole wait. */
const recordAttempt = ({ files, now }: SweepPorts, file: FileRecord): Promise<FileRecord | undefined> =>
  files.change(file, { swept: { attempts: attemptsOf(file) + 1, at: now() } });
