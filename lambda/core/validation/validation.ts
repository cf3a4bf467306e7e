import type { FileRecord } from '../file/file.js';
import { updateWithRetry, type EndedFiles, type FileDecision, type Files } from '../file/files.js';
import type { Policy } from '../settings/policy.js';
import type { ContentCheckResult, StoredObject } from './verdict.js';

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
  readonly checkContent: (file: FileRecord, object: StoredObject) => Promise<ContentCheckResult>;
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
  const readAgain = async () => {
    const known = await files.get(file.id);
    if (!known) throw new Error(`the record of ${file.id} is gone`);
    return known;
  };
  const updated = await updateWithRetry(files, readAgain, decide, file);
  if (!updated) throw new Error(`the record of ${file.id} kept changing: try again`);
  return updated;
}
