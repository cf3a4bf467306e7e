import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { FilePage, ListedStatus, StoredFile } from './contract.js';

/** Which files are listed. */
export interface ListOptions extends Call {
  /**
   * Only files with this status; `held` with the permission `files:admin` lists those of all owners.
   * @default files with every status
   */
  readonly status?: ListedStatus | undefined;
  /**
   * Only files of this media type, such as `image/png`, or `image/*` for every subtype.
   * @default files of every type
   */
  readonly type?: string | undefined;
  /**
   * Only files created at or after this time; a string is RFC 3339 with its offset from UTC.
   * @default no limit
   */
  readonly createdAfter?: Date | string;
  /**
   * Only files created before this time; a string is RFC 3339 with its offset from UTC.
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

/** Filters of a list, and the page. */
export interface PageOptions extends ListOptions {
  /**
   * `nextCursor` of the previous page.
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

/** All pages; requests the next one only when it is needed. */
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
