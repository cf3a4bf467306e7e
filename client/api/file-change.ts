import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { FileChanges, StoredFile } from './contract.js';
import { idPath } from './path.js';

/** At which revision a file is changed or deleted. */
export interface ChangeOptions extends Call {
  /**
   * Only if the file is still as it was read: its `revision` then (optimistic locking).
   * @default any revision
   */
  readonly ifRevision?: number | undefined;
}

export function changeFile(
  connection: Connection,
  id: string,
  body: FileChanges,
  { ifRevision, signal }: ChangeOptions = {},
): Promise<StoredFile> {
  return connection.ask('PATCH', idPath('files', id), {
    body,
    signal,
    ...atRevision(ifRevision),
    // Sent twice after a lost answer, the second would meet the revision that the first has made.
    repeatable: ifRevision === undefined,
  });
}

/** A second one after a lost answer finds the file deleted, which is answered as done. */
export const deleteFile = (
  connection: Connection,
  id: string,
  { ifRevision, signal }: ChangeOptions = {},
): Promise<void> => connection.ask('DELETE', idPath('files', id), { signal, ...atRevision(ifRevision) });

/** RFC 9110 section 13.1.1: an entity tag is quoted. */
const atRevision = (revision?: number) =>
  revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } };
