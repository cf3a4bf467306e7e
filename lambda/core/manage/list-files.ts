import { isPastRetention, type FileRecord, type FileStatus } from '../file/file.js';
import { cursorAfter, placesWithin, type Places } from './list-places.js';

/** Which files of a list are wanted; all that is given must hold. */
export interface FileFilter {
  readonly status?: FileStatus | undefined;
  /** `image/png`, or `image/*` for all of a kind: what the file is, or was declared to be where that is not known. */
  readonly type?: string | undefined;
}

export interface FilePage {
  readonly files: readonly FileRecord[];
  /** Id of the last file that was looked at, where more may follow. */
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
    /** Newest first, at most `limit`; fewer where a filter leaves little of what one request may look at. */
    list(owner: string, page: PageWanted): Promise<FilePage>;
    /** As `list`, of every owner's files that are held; `filter.status` says nothing new of them. */
    listHeld(page: PageWanted): Promise<FilePage>;
  };
}

export interface ListRequest extends FileFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** From this moment on. */
  readonly createdAfter?: Date | undefined;
  /** Before this moment. */
  readonly createdBefore?: Date | undefined;
}

export interface ListAnswer {
  readonly files: readonly FileRecord[];
  readonly nextCursor: string | null;
}

/** One page of the owner's files. A cursor names a place, never an owner: whose files these are comes from the token. */
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

/** Without those whose time is over: nobody reads them, though it is the next sweep that deletes them. */
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

/** Whether a file is one that the filter wants; lists that cannot have the table filter ask this. */
export function isWanted({ status, type }: FileFilter, file: FileRecord): boolean {
  if (status && file.status !== status) return false;
  if (!type) return true;
  const is = file.detectedType ?? file.contentType;
  return type.endsWith('/*') ? is.startsWith(type.slice(0, -1)) : is === type;
}
