import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { FilePage, ListQueryFields, StoredFile } from './contract.js';

export interface ListOptions extends Call {
  /** Only files in this state; `held` ones, with `files:admin`, of everyone. @default all */
  readonly status?: ListQueryFields['status'];
  /** Only files of this media type, such as `image/png`, or of one kind, such as `image/*`. @default all */
  readonly type?: ListQueryFields['type'];
  /** Only files created at this moment or later; a text is ISO 8601 with its offset from UTC. @default all */
  readonly createdAfter?: Date | string;
  /** Only files created before this moment. @default all */
  readonly createdBefore?: Date | string;
  /** Files of others that are granted to the caller, instead of the caller's own. @default false */
  readonly sharedWithMe?: boolean;
  /** Files fetched at once, 1 to 100. @default 50 */
  readonly pageSize?: number;
}

export interface PageOptions extends ListOptions {
  /** `nextCursor` of the page before. @default the first page */
  readonly cursor?: string | undefined;
}

/** One page, newest first. */
export function listPage(
  connection: Connection,
  { signal, pageSize, createdAfter, createdBefore, sharedWithMe, ...rest }: PageOptions = {},
): Promise<FilePage> {
  const query = {
    ...rest,
    limit: pageSize,
    createdAfter: timeOf(createdAfter),
    createdBefore: timeOf(createdBefore),
    sharedWithMe: sharedWithMe ? 'true' : undefined,
  };
  return connection.ask('GET', '/files', { query, signal });
}

/** All pages; asks for the next one only when it is needed. */
export async function* requestFiles(
  connection: Connection,
  options: ListOptions = {},
): AsyncGenerator<StoredFile> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listPage(connection, { ...options, cursor });
    yield* items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const timeOf = (time: Date | string | undefined): string | undefined =>
  time instanceof Date ? time.toISOString() : time;
