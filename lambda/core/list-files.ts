import type { FileRecord, FileStatus } from './file.js';
import { isFileId } from './object-key.js';
import { Problem } from './problem.js';

export interface FilePage {
  readonly files: readonly FileRecord[];
  /** Id of the last file that was looked at, where more may follow. */
  readonly lastId?: string;
}

export interface ListFilesPorts {
  readonly files: {
    /** Newest first, after `afterId`, at most `limit`. */
    list(owner: string, page: { status?: FileStatus; limit: number; afterId?: string }): Promise<FilePage>;
    /** As `list`, of every owner's files that are held. */
    listHeld(page: { limit: number; afterId?: string }): Promise<FilePage>;
  };
}

export interface ListRequest {
  readonly status?: FileStatus | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page of the owner's files. A cursor names a place, never an owner: whose files these are comes from the token. */
export async function listFiles(
  { files }: ListFilesPorts,
  owner: string,
  { status, limit, cursor }: ListRequest,
): Promise<{ files: readonly FileRecord[]; nextCursor: string | null }> {
  const page = await files.list(owner, {
    limit,
    ...(status && { status }),
    ...(cursor && { afterId: idInCursor(cursor) }),
  });
  return answered(page);
}

/** One page of the held files of all owners, for an administrator. */
export async function listHeldFiles(
  { files }: ListFilesPorts,
  { limit, cursor }: ListRequest,
): Promise<{ files: readonly FileRecord[]; nextCursor: string | null }> {
  return answered(await files.listHeld({ limit, ...(cursor && { afterId: idInCursor(cursor) }) }));
}

const answered = ({ files, lastId }: FilePage) => ({
  files,
  nextCursor: lastId ? cursorAfter(lastId) : null,
});

const cursorAfter = (id: string) => Buffer.from(id).toString('base64url');

function idInCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (isFileId(id)) return id;
  const detail = 'expected the nextCursor of an earlier page; leave it out to start from the newest file';
  throw new Problem('invalid-cursor', detail, [{ pointer: '?cursor', detail }]);
}
