import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { FileChanges, StoredFile } from './contract.js';
import { idPath } from './path.js';

/** Condition of a change or a deletion. */
export interface ChangeOptions extends Call {
  /**
   * Optimistic locking: only if the file still has this `revision`.
   * @default any revision
   */
  readonly ifRevision?: number | undefined;
}

export function requestFileChange(
  connection: Connection,
  id: string,
  body: FileChanges,
  { ifRevision, signal }: ChangeOptions = {},
): Promise<StoredFile> {
  return connection.ask('PATCH', idPath('files', id), {
    body,
    signal,
    ...atRevision(ifRevision),
    // Not retried: after a lost response, the retry would conflict with the revision of the first try.
    repeatable: ifRevision === undefined,
  });
}

/** After a lost response, the retry finds the file deleted, which is a success. */
export const requestFileDeletion = (
  connection: Connection,
  id: string,
  { ifRevision, signal }: ChangeOptions = {},
): Promise<void> => connection.ask('DELETE', idPath('files', id), { signal, ...atRevision(ifRevision) });

/** RFC 9110 section 13.1.1: an entity tag is quoted. */
const atRevision = (revision?: number) =>
  revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } };
