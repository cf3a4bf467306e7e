import type { FileRecord } from '../file/file.js';
import { updateWithRetry, type EndedFiles, type FileDecision, type Files } from '../file/files.js';
import type { Policy } from '../settings/policy.js';
import type { ContentVerdict, StoredObject } from './verdict.js';

export interface ValidationPorts {
  readonly now: () => Date;
  readonly policy: Pick<Policy, 'quota' | 'onFinding' | 'malware'>;
  readonly files: Files & EndedFiles;
  readonly store: {
    /** @returns undefined if there is no such object or version */
    head(key: string, versionId?: string): Promise<StoredObject | undefined>;
    /** Replaces the version's tags. @returns false if there is no such version */
    tag(key: string, versionId: string, verdict: VerdictTag): Promise<boolean>;
    removeVersion(key: string, versionId: string): Promise<void>;
  };
  readonly checkContent: (file: FileRecord, object: StoredObject) => Promise<ContentVerdict>;
  /** Enqueues a delayed message for a file that waits for its malware scan. */
  readonly askAgain: (key: string, versionId: string, inSeconds: number) => Promise<void>;
}

/**
 * Only `clean` versions can be read by anyone but `validate`; a held version has no tag. `rejected` versions are
 * removed by the lifecycle rule if their removal fails.
 */
export type VerdictTag = 'clean' | 'rejected';

/**
 * The outcome of a message; counted, so that an operator sees replays and foreign objects.
 * - `awaiting-scan`: the bytes are checked; the malware scan has no result yet
 * - `unknown-key`: no record has this key; nothing was changed
 * - `gone`: the version was deleted before it could be read
 * - `duplicate`: this version has its verdict already
 * - `late-version`: another version was pinned, or the file is deleted; this one was removed
 */
export type Outcome =
  'verified' | 'rejected' | 'held' | 'awaiting-scan' | 'unknown-key' | 'gone' | 'duplicate' | 'late-version';

export interface Validation {
  readonly outcome: Outcome;
  readonly file?: FileRecord;
}

/**
 * As `updateWithRetry`, for a record that was already read. Throws if every attempt met a conflict: the message is
 * retried.
 */
export async function updateRecord<Decision extends FileDecision>(
  files: Files,
  file: FileRecord,
  decide: (file: FileRecord) => Decision | Promise<Decision>,
): Promise<{ file: FileRecord; decision: Decision }> {
  let read: FileRecord | undefined = file;
  const next = async () => {
    const known = read ?? (await files.get(file.id));
    read = undefined;
    if (!known) throw new Error(`the record of ${file.id} is gone`);
    return known;
  };
  const updated = await updateWithRetry(files, next, decide);
  if (!updated) throw new Error(`the record of ${file.id} kept changing: try again`);
  return updated;
}

/**
 * Removes the version of a file that was just rejected. It is tagged after the update, and a verified version before
 * it, so that of two concurrent checks the losing one leaves no wrong tag.
 */
export async function removeRejected(
  { store }: Pick<ValidationPorts, 'store'>,
  { key }: FileRecord,
  versionId: string,
): Promise<void> {
  await store.tag(key, versionId, 'rejected');
  await store.removeVersion(key, versionId);
}

/** For a record that has a verdict for this or another version: removes a version that must never be readable. */
export async function removeUnpinned(
  { store }: Pick<ValidationPorts, 'store'>,
  file: FileRecord,
  versionId: string,
): Promise<Validation> {
  const pinned = file.version?.versionId === versionId;
  switch (file.status) {
    case 'pending':
    case 'completing':
      throw new Error(`file ${file.id} still awaits its bytes: try again`);
    case 'uploaded':
    case 'held':
    case 'verified':
      if (pinned) return { outcome: 'duplicate', file };
      break;
    case 'rejected':
    case 'expired':
    case 'aborted':
    case 'deleted':
      break;
  }
  // For a pinned version this finishes a removal that a crash interrupted.
  await store.removeVersion(file.key, versionId);
  return { outcome: pinned ? 'duplicate' : 'late-version', file };
}
