import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { FileChanges, StoredFile } from './contract.js';
import { idPath } from './path.js';

export interface ChangeOptions extends Call {
  /** Only if the file is still as it was read: its `revision` then. @default whatever it is now */
  readonly ifRevision?: number | undefined;
}

export function changeFile(
  connection: Connection,
  id: string,
  body: FileChanges,
  { ifRevision, signal }: ChangeOptions = {},
): Promise<StoredFile> {
  const isConditional = ifRevision !== undefined;
  return connection.ask('PATCH', idPath('files', id), {
    body,
    signal,
    // RFC 9110 section 13.1.1: an entity tag is quoted.
    ...(isConditional && { headers: { 'if-match': `"${ifRevision}"` } }),
    // Sent twice after a lost answer, the second would meet the revision that the first has made.
    repeatable: !isConditional,
  });
}
