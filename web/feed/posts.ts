import type { Client, StoredFile } from '../../client/index.js';
import { isPost } from '../media/post-mark.js';

/** A post, or a file that is not one: the caller decides how many to read. */
export interface Seen {
  readonly file: StoredFile;
  readonly isMine: boolean;
  readonly isPost: boolean;
}

/** Statuses in which a post is shown. */
const told = /^(pending|completing|uploaded|held|verified|rejected)$/;
const filesAtOnce = 50;

/** Own files and granted ones, newest first, merged. */
export async function* seenFiles(client: Client, signal: AbortSignal): AsyncGenerator<Seen> {
  const lists = [false, true].map((sharedWithMe) => ({
    isMine: !sharedWithMe,
    files: client.list({ pageSize: filesAtOnce, sharedWithMe, signal })[Symbol.asyncIterator](),
  }));
  const next = async (list: (typeof lists)[number]) => ({ ...list, file: await list.files.next() });
  const heads = await Promise.all(lists.map(next));
  for (;;) {
    const left = heads.filter(({ file }) => !file.done);
    // Ids are UUIDv7: they sort by creation time.
    const newest = left.reduce<(typeof heads)[number] | undefined>(
      (best, head) => (!best || head.file.value.id > best.file.value.id ? head : best),
      undefined,
    );
    if (!newest) return;
    const file = newest.file.value as StoredFile;
    heads[heads.indexOf(newest)] = await next(newest);
    yield { file, isMine: newest.isMine, isPost: isPost(file.metadata) && told.test(file.status) };
  }
}
