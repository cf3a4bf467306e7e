import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { FilePage, ListedStatus, StoredFile } from './contract.js';

/** Which files are listed. */
export interface ListOptions extends Call {
  /**
   * Only files in this state; `held` ones, with the permission `files:admin`, of every owner.
   * @default files in every state
   */
  readonly status?: ListedStatus | undefined;
  /**
   * Only files of this media type, such as `image/png`, or `image/*` for every subtype.
   * @default files of every type
   */
  readonly type?: string | undefined;
  /**
   * Only files created then or later; a text is RFC 3339 with its offset from UTC.
   * @default no limit
   */
  readonly createdAfter?: Date | string;
  /**
   * Only files created before; a text is RFC 3339 with its offset from UTC.
   * @default no limit
   */
  readonly createdBefore?: Date | string;
  /**
   * Files of others that are granted to the caller, instead of the caller's own.
   * @default false
   */
  readonly sharedWithMe?: boolean;
  /**
   * Files fetched by one request, 1 to 100.
   * @default 50
   */
  readonly pageSize?: number;
}

/** Which page of which files. */
export interface PageOptions extends ListOptions {
  /**
   * `nextCursor` of the page before.
   * @default the first page
   */
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
export async function* listFiles(
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
