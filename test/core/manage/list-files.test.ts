import { describe, expect, test } from '@jest/globals';
import { listFiles, listHeldFiles, type ListFilesPorts } from '../../../lambda/core/manage/list-files.js';
import { placesAfter, placesWithin } from '../../../lambda/core/manage/list-places.js';
import { noon, photo, photoId } from '../records.js';

const everything = placesWithin({});

/** Responds with its input. */
function ports(lastId?: string, file = photo()) {
  const asked: unknown[] = [];
  const files: ListFilesPorts['files'] = {
    list: async (owner, page) => {
      asked.push({ owner, ...page });
      return { files: [file], ...(lastId && { lastId }) };
    },
    listHeld: async (page) => {
      asked.push({ owner: 'everyone', ...page });
      return { files: [file], ...(lastId && { lastId }) };
    },
  };
  return { asked, ports: { now: () => new Date(noon.getTime() + 60_000), files } };
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

  test.each([
    ['verified', 60, 0],
    ['verified', 61, 1],
    ['held', 60, 0],
    // A pending upload expires on its own schedule.
    ['pending', 60, 1],
  ] as const)(
    'a %s file that is kept for %i of 60 seconds is listed %i times',
    async (status, kept, times) => {
      const { ports: some } = ports(photoId, photo({ status, expiresInSeconds: kept }));
      const own = await listFiles(some, 'alice', { limit: 1 });
      const held = await listHeldFiles(some, { limit: 1 });
      expect([own.files.length, held.files.length]).toEqual([times, times]);
      expect(own.nextCursor).not.toBeNull();
    },
  );

  test("a cursor of another's list still lists one's own files", async () => {
    const alice = ports(photoId);
    const { nextCursor } = await listFiles(alice.ports, 'alice', { limit: 1 });
    const mallory = ports();
    await listFiles(mallory.ports, 'mallory', { limit: 1, cursor: nextCursor ?? '' });
    expect(mallory.asked).toMatchObject([{ owner: 'mallory' }]);
  });

  test('an administrator pages through the held files of all owners in the same way', async () => {
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
