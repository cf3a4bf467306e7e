import { expect, test } from '@jest/globals';
import type { Client, ListOptions, StoredFile } from '../../../client/index.js';
import { postChanges, postMetadata, postText } from '../../../web/media/post-mark.js';
import { seenFiles } from '../../../web/feed/posts.js';

const file = (id: string, status = 'verified', metadata: Record<string, string> = { post: '1' }) =>
  ({ id, status, metadata }) as unknown as StoredFile;

/** A client with these files, newest first. */
function listing(mine: readonly StoredFile[], others: readonly StoredFile[]) {
  const list = async function* ({ sharedWithMe }: ListOptions = {}) {
    yield* sharedWithMe ? others : mine;
  };
  return { list } as unknown as Client;
}

async function seen(client: Client) {
  const found = [];
  for await (const one of seenFiles(client, new AbortController().signal)) found.push(one);
  return found;
}

test('own posts and granted ones are merged, newest first', async () => {
  const found = await seen(listing([file('9'), file('5'), file('1')], [file('8'), file('4'), file('2')]));
  expect(found.map((one) => `${one.file.id} ${one.isMine ? 'mine' : 'theirs'}`)).toEqual([
    '9 mine',
    '8 theirs',
    '5 mine',
    '4 theirs',
    '2 theirs',
    '1 mine',
  ]);
});

test('a file is a post by its mark, and only where it arrived or still can', async () => {
  const files = [
    file('5'),
    file('4', 'verified', {}),
    file('3', 'rejected'),
    file('2', 'expired'),
    file('1', 'pending'),
  ];
  expect((await seen(listing(files, []))).map(({ isPost }) => isPost)).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
});

test('the text of a post is stored with the file, changed, and read back', () => {
  const text = { caption: 'By the lake', description: '' };
  expect(postMetadata(text)).toEqual({ post: '1', caption: 'By the lake' });
  expect(postText(postMetadata(text))).toEqual(text);
  expect(postChanges(text)).toEqual({ caption: 'By the lake', description: null });
  expect(postChanges({ caption: '', description: 'A lake' })).toEqual({
    caption: null,
    description: 'A lake',
  });
});
