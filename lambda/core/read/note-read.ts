import { reasonOf } from '../event/unreadable-record.js';
import type { FileRecord } from '../file/file.js';
import type { Read } from '../event/read.js';

/** Where a deployment announces reads; nothing where it does not. */
export interface NoteReadPorts {
  readonly now: () => Date;
  readonly readNotes?:
    | {
        readonly newId: () => string;
        /** Puts it where `announce` finds it. Rejects soon where that cannot be done. */
        readonly add: (read: Read) => Promise<void>;
        /** Is told of a read of which nobody will hear, and why. */
        readonly reportLost: (read: Read, reason: string) => void;
      }
    | undefined;
}

/**
 * Notes a read that was permitted, before its URL is given away: from then on it is told at least once. Where it cannot
 * be noted the reader reads all the same, and an operator hears of it (docs/decisions/0013-reads-by-the-table.md).
 */
export async function noteRead(
  { now, readNotes }: NoteReadPorts,
  by: Pick<Read, 'how' | 'subject'> & { readonly shareId?: string },
  signed: readonly { file: FileRecord; read: { readonly expiresAt: Date } }[],
): Promise<void> {
  if (!readNotes || signed.length === 0) return;
  // A file that was asked for twice is one.
  const files = new Map(
    signed.map(({ file: { id, owner, revision }, read: { expiresAt } }) => [
      id,
      { id, owner, revision, expiresAt },
    ]),
  );
  const { how, subject, shareId = null } = by;
  const read: Read = { id: readNotes.newId(), at: now(), how, subject, shareId, files: [...files.values()] };
  try {
    await readNotes.add(read);
  } catch (error) {
    readNotes.reportLost(read, reasonOf(error));
  }
}
