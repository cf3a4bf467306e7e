import type { FileRecord } from './file.js';
import type { Quota } from './usage.js';

export type RecordChanges = Partial<Omit<FileRecord, 'id' | 'owner' | 'key' | 'revision' | 'createdAt'>>;

/** The records, as use cases see them. */
export interface Files {
  get(id: string): Promise<FileRecord | undefined>;
  /**
   * Changes a record as it was read, and its owner's usage with it, in one write: both happen or neither. A change of
   * `undefined` removes the field.
   * @returns the record after the change, or undefined where it has changed since it was read: read it again
   */
  change(file: FileRecord, changes: RecordChanges): Promise<FileRecord | undefined>;
}

/** Records of files that had ended, and begin again. */
export interface EndedFiles {
  /** As `change`, if the owner's quota has room for what the file will count for. */
  revive(
    file: FileRecord,
    changes: RecordChanges,
    quota: Quota,
  ): Promise<FileRecord | 'over-quota' | undefined>;
}

/** What was decided of a record as it was read; more fields say why, for the caller. */
export interface FileDecision {
  /** The change to make; undefined where there is none. */
  readonly changes?: RecordChanges | undefined;
}

/** How often a record that changes under a use case is read again (one that is being verified changes twice). */
const attempts = 5;

/**
 * Optimistic locking: reads the record, decides, and writes only if it is still at the revision that was read; on a
 * conflict all three are done again. `decide` throws what it refuses.
 * @param first the record, where it was read already
 * @returns the record as it is now, and what was decided of it; undefined where each of 5 attempts met a conflict
 */
export async function updateWithRetry<Decision extends FileDecision>(
  files: Pick<Files, 'change'>,
  read: () => Promise<FileRecord>,
  decide: (file: FileRecord) => Decision | Promise<Decision>,
  first?: FileRecord,
): Promise<{ file: FileRecord; decision: Decision } | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = attempt === 0 && first ? first : await read();
    const decision = await decide(known);
    const file = decision.changes ? await files.change(known, decision.changes) : known;
    if (file) return { file, decision };
  }
  return undefined;
}
