import type { FileRecord } from './file.js';
import type { Quota } from './usage.js';

export type FileChanges = Partial<Omit<FileRecord, 'id' | 'owner' | 'key' | 'revision' | 'createdAt'>>;

/** The records, as use cases see them. */
export interface Files {
  get(id: string): Promise<FileRecord | undefined>;
  /**
   * Changes a record as it was read, and its owner's usage with it, in one write: both happen or neither. A change of
   * `undefined` removes the field.
   * @returns the record after the change, or undefined where it has changed since it was read: read it again
   */
  change(file: FileRecord, changes: FileChanges): Promise<FileRecord | undefined>;
}

/** Records of files that had ended, and begin again. */
export interface EndedFiles {
  /** As `change`, if the owner's quota has room for what the file will count for. */
  revive(
    file: FileRecord,
    changes: FileChanges,
    quota: Quota,
  ): Promise<FileRecord | 'over-quota' | undefined>;
}

/** How often a use case reads again when a record changes under it (one that is being verified changes twice). */
const attempts = 5;

/**
 * Reads, decides, writes; and again while another writer comes between. `decide` answers with the change to make, or
 * undefined where there is nothing to change; it throws what it refuses.
 * @returns the record as it is now, or undefined where it never held still
 */
export async function changed(
  files: Pick<Files, 'change'>,
  read: () => Promise<FileRecord>,
  decide: (file: FileRecord) => FileChanges | undefined | Promise<FileChanges | undefined>,
): Promise<FileRecord | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const file = await read();
    const changes = await decide(file);
    const now = changes ? await files.change(file, changes) : file;
    if (now) return now;
  }
  return undefined;
}
