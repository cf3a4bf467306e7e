import type { FileRecord } from '../file/file.js';
import { updateWithRetry, type EndedFiles, type FileDecision, type Files } from '../file/files.js';
import type { Policy } from '../settings/policy.js';
import type { ContentCheckResult, StoredObject } from './verdict.js';

export interface ValidationPorts {
  readonly now: () => Date;
  readonly policy: Pick<Policy, 'quota' | 'onFinding' | 'malware'>;
  readonly files: Files & EndedFiles;
  readonly store: {
    /** @returns undefined where there is no such object or version */
    head(key: string, versionId?: string): Promise<StoredObject | undefined>;
    /** Replaces the version's tags. @returns false where there is no such version */
    tag(key: string, versionId: string, verdict: VerdictTag): Promise<boolean>;
    removeVersion(key: string, versionId: string): Promise<void>;
  };
  readonly checkContent: (file: FileRecord, object: StoredObject) => Promise<ContentCheckResult>;
  /** Has a file that awaits its malware scan looked at again after a while, whether a result comes or not. */
  readonly askAgain: (key: string, versionId: string, inSeconds: number) => Promise<void>;
}

/**
 * Only `clean` can be read by anyone but the validator; a version that is held carries none. `rejected` goes by the
 * lifecycle rule, should its removal fail.
 */
export type VerdictTag = 'clean' | 'rejected';

/**
 * How a message ended; counted, so that an operator sees replays and strangers.
 * - `awaiting-scan`: the bytes are judged; the malware scan has not answered yet
 * - `unknown-key`: no record of ours names this key; nothing was touched
 * - `gone`: the version was deleted before it could be looked at
 * - `duplicate`: this version has its verdict already
 * - `late-version`: another version was pinned, or the file is deleted; this one was removed
 */
export type Outcome =
  'verified' | 'rejected' | 'held' | 'awaiting-scan' | 'unknown-key' | 'gone' | 'duplicate' | 'late-version';

export interface Validation {
  readonly outcome: Outcome;
  readonly file?: FileRecord;
}

/** As `updateWithRetry`, of a record that was read already. Throws where it kept changing: the message is retried. */
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
