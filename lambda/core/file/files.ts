import type { FileRecord } from './file.js';
import type { Quota } from './usage.js';

export type RecordChanges = Partial<Omit<FileRecord, 'id' | 'owner' | 'key' | 'revision' | 'createdAt'>>;

/** The repository of file records. */
export interface Files {
  get(id: string): Promise<FileRecord | undefined>;
  /**
   * Optimistic locking: changes a record, and its owner's usage, in one atomic write, on condition that the record
   * still has the revision that was read. A change of `undefined` removes the field.
   * @returns the changed record, or undefined on a conflict: read it again
   */
  change(file: FileRecord, changes: RecordChanges): Promise<FileRecord | undefined>;
}

/** Changes expired records whose bytes arrived late. */
export interface EndedFiles {
  /** As `change`, if the file fits the owner's quota. */
  revive(
    file: FileRecord,
    changes: RecordChanges,
    quota: Quota,
  ): Promise<FileRecord | 'over-quota' | undefined>;
}

/** What was decided for a record; further fields are for the caller. */
export interface FileDecision {
  /** The change to make; undefined for none. */
  readonly changes?: RecordChanges | undefined;
}

/** Attempts of an update with conflicts (a file that is being verified changes twice). */
const attempts = 5;

/**
 * Optimistic locking: reads the record, decides, and writes on condition that it still has the revision that was read;
 * on a conflict it starts again. `decide` throws to refuse.
 * @param first the record, if it was read already
 * @returns the present record, and the decision; undefined if each of 5 attempts met a conflict
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
