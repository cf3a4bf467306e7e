import { describe, expect, test } from '@jest/globals';
import { listFiles, listHeldFiles, type ListFilesPorts } from '../../lambda/core/list-files.js';
import { placesAfter, placesWithin } from '../../lambda/core/list-places.js';
import { photo, photoId } from './records.js';

const everything = placesWithin({});

/** Answers with what it was asked. */
function ports(lastId?: string) {
  const asked: unknown[] = [];
  const files: ListFilesPorts['files'] = {
    list: async (owner, page) => {
      asked.push({ owner, ...page });
      return { files: [photo()], ...(lastId && { lastId }) };
    },
    listHeld: async (page) => {
      asked.push({ owner: 'everyone', ...page });
      return { files: [photo()], ...(lastId && { lastId }) };
    },
  };
  return { asked, ports: { files } };
}

describe('listing files', () => {
  test('the cursor of one page is where the next begins', async () => {
    const first = ports(photoId);
    const { nextCursor } = await listFiles(first.ports, 'alice', { limit: 1 });
    const second = ports();
    await expect(
      listFiles(second.ports, 'alice', { limit: 1, cursor: nextCursor ?? '' }),
    ).resolves.toMatchObject({
      nextCursor: null,
    });
    expect(second.asked).toMatchObject([
      { owner: 'alice', limit: 1, places: placesAfter(photoId, everything) },
    ]);
  });

  test("a cursor of another's list still lists one's own files", async () => {
    const alice = ports(photoId);
    const { nextCursor } = await listFiles(alice.ports, 'alice', { limit: 1 });
    const mallory = ports();
    await listFiles(mallory.ports, 'mallory', { limit: 1, cursor: nextCursor ?? '' });
    expect(mallory.asked).toMatchObject([{ owner: 'mallory' }]);
  });

  test('an administrator goes through the held files of everyone in the same way', async () => {
    const first = ports(photoId);
    const { nextCursor } = await listHeldFiles(first.ports, { limit: 1 });
    await listHeldFiles(first.ports, { limit: 1, cursor: nextCursor ?? '' });
    expect(first.asked).toMatchObject([
      { owner: 'everyone', limit: 1, places: everything },
      { owner: 'everyone', limit: 1, places: placesAfter(photoId, everything) },
    ]);
  });

  test.each(['x', '%', Buffer.from('OWNER#alice').toString('base64url'), `${photoId}`])(
    'a cursor that no list gave (%s) is refused',
    async (cursor) => {
      await expect(listFiles(ports().ports, 'alice', { limit: 1, cursor })).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
    },
  );
});
