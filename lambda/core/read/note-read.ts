import { reasonOf } from '../event/unreadable-record.js';
import type { FileRecord } from '../file/file.js';
import type { Read } from '../event/read.js';

/** Ports for `announceReads`; undefined without it. */
export interface NoteReadPorts {
  readonly now: () => Date;
  readonly readNotes?:
    | {
        readonly newId: () => string;
        /** Stores the read for `announce`. Rejects within a second if that fails. */
        readonly add: (read: Read) => Promise<void>;
        /** Called for a read that cannot be announced, with the reason. */
        readonly reportLost: (read: Read, reason: string) => void;
      }
    | undefined;
}

/**
 * Records an authorized read before its URL is returned: from then on it is published at least once. If the record
 * cannot be written, the read is authorized anyway, with an alarm for the operator
 * (docs/decisions/0013-reads-by-the-table.md).
 */
export async function noteRead(
  { now, readNotes }: NoteReadPorts,
  by: Pick<Read, 'how' | 'subject'> & { readonly shareId?: string },
  signed: readonly { file: FileRecord; read: { readonly expiresAt: Date } }[],
): Promise<void> {
  if (!readNotes || signed.length === 0) return;
  // A file that was requested twice counts once.
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
