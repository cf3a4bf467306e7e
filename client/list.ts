import type { Answer } from '../lambda/api/answers.js';
import type { Connection } from './connection.js';
import type { FileStatus, StoredFile } from './file.js';

export interface ListOptions {
  /** Only files in this state. @default all */
  readonly status?: FileStatus;
  /** Files fetched at once, 1 to 100. @default 50 */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

/** Own files, newest first; asks for the next page only when it is needed. */
export async function* listFiles(
  connection: Connection,
  options: ListOptions = {},
): AsyncGenerator<StoredFile> {
  let cursor: string | undefined;
  do {
    const { body } = await connection.send<Answer<'FileList'>>({
      method: 'GET',
      path: '/files',
      query: { status: options.status, limit: options.pageSize, cursor },
      signal: options.signal,
    });
    yield* body.items;
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
