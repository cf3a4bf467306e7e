import type { Client, StoredFile } from '../../client/index.js';
import { isPost } from '../media/post-mark.js';

/** A post, or word that a file was looked at which is none: who looks decides when it is enough. */
export interface Seen {
  readonly file: StoredFile;
  readonly isMine: boolean;
  readonly isPost: boolean;
}

/** States in which a post has something to tell. */
const told = /^(pending|completing|uploaded|held|verified|rejected)$/;
const filesAtOnce = 50;

/** Own files and those that others let one read, newest first, as one. */
export async function* seenFiles(client: Client, signal: AbortSignal): AsyncGenerator<Seen> {
  const lists = [false, true].map((sharedWithMe) => ({
    isMine: !sharedWithMe,
    files: client.list({ pageSize: filesAtOnce, sharedWithMe, signal })[Symbol.asyncIterator](),
  }));
  const next = async (list: (typeof lists)[number]) => ({ ...list, file: await list.files.next() });
  const heads = await Promise.all(lists.map(next));
  for (;;) {
    const left = heads.filter(({ file }) => !file.done);
    // Ids are UUIDv7: they are in the order of their creation.
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
