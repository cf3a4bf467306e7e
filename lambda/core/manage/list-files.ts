import { isPastRetention, type FileRecord, type FileStatus } from '../file/file.js';
import { cursorAfter, placesWithin, type Places } from './list-places.js';

/** Filters of a list, combined by AND. */
export interface FileFilter {
  readonly status?: FileStatus | undefined;
  /** `image/png`, or `image/*` for a family: the detected type, or the declared one before the check. */
  readonly type?: string | undefined;
}

export interface FilePage {
  readonly files: readonly FileRecord[];
  /** Id of the last record that was read, if more may follow. */
  readonly lastId?: string;
}

export interface PageWanted {
  readonly limit: number;
  readonly places: Places;
  readonly filter: FileFilter;
}

export interface ListFilesPorts {
  readonly now: () => Date;
  readonly files: {
    /** Newest first, at most `limit`; fewer if a selective filter reaches the read limit of one request. */
    list(owner: string, page: PageWanted): Promise<FilePage>;
    /** As `list`, for the held files of all owners; `filter.status` is ignored. */
    listHeld(page: PageWanted): Promise<FilePage>;
  };
}

export interface ListRequest extends FileFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Inclusive. */
  readonly createdAfter?: Date | undefined;
  /** Exclusive. */
  readonly createdBefore?: Date | undefined;
}

export interface ListAnswer {
  readonly files: readonly FileRecord[];
  readonly nextCursor: string | null;
}

/** One page of the owner's files. A cursor contains a position, never an owner: the owner is always from the token. */
export async function listFiles(
  { now, files }: ListFilesPorts,
  owner: string,
  request: ListRequest,
): Promise<ListAnswer> {
  return answered(kept(await files.list(owner, wanted(request)), now()));
}

/** One page of the held files of all owners, for an administrator. */
export async function listHeldFiles(
  { now, files }: ListFilesPorts,
  request: ListRequest,
): Promise<ListAnswer> {
  return answered(kept(await files.listHeld(wanted(request)), now()));
}

/** Without files whose retention has ended: they cannot be read, although only the next sweep deletes them. */
const kept = ({ files, ...page }: FilePage, now: Date): FilePage => ({
  ...page,
  files: files.filter((file) => !isPastRetention(file, now)),
});

export const wanted = ({ limit, status, type, ...range }: ListRequest): PageWanted => ({
  limit,
  places: placesWithin(range),
  filter: { ...(status && { status }), ...(type && { type }) },
});

export const answered = ({ files, lastId }: FilePage): ListAnswer => ({
  files,
  nextCursor: lastId === undefined ? null : cursorAfter(lastId),
});

/** Whether a file matches the filter, for lists that the table cannot filter. */
export function isWanted({ status, type }: FileFilter, file: FileRecord): boolean {
  if (status && file.status !== status) return false;
  if (!type) return true;
  const is = file.detectedType ?? file.contentType;
  return type.endsWith('/*') ? is.startsWith(type.slice(0, -1)) : is === type;
}
