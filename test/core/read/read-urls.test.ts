import { beforeEach, expect, test } from '@jest/globals';
import type { Subject } from '../../../lambda/core/access/subject.js';
import { readUrls, type ReadUrlsPorts } from '../../../lambda/core/read/read-urls.js';
import { noon, photo, photoId } from '../records.js';

const alice: Subject = { owner: 'alice', user: 'alice', groups: [], permissions: ['files:read'] };
const idOf = (digit: number) => photoId.slice(0, -1) + digit.toString(16);
const verified = {
  status: 'verified',
  version: { versionId: 'v1', sequencer: '0A' },
  detectedType: 'image/png',
} as const;
const records = [
  photo({ id: idOf(1), ...verified }),
  photo({ id: idOf(2) }),
  photo({ id: idOf(3), owner: 'eve', ...verified }),
  photo({ id: idOf(4), status: 'deleted' }),
  photo({ id: idOf(5), ...verified }),
  photo({ id: idOf(6), owner: 'bob', ...verified }),
];

const asked: (readonly string[])[] = [];
beforeEach(() => void (asked.length = 0));
const ports: ReadUrlsPorts = {
  now: () => noon,
  readExpiresInSeconds: 600,
  files: {
    getMany: async (ids) => {
      asked.push(ids);
      return records.filter(({ id }) => ids.includes(id)).reverse();
    },
  },
  grants: { isGranted: async (id) => id === idOf(6) },
  signRead: async ({ disposition }, at, seconds) => ({
    url: `signed:${disposition}`,
    expiresAt: new Date(at.getTime() + seconds * 1000),
  }),
};

test('returns a read or a problem for each file, in the order of the request, with one batch of reads', async () => {
  const ids = [5, 1, 2, 3, 4, 7, 6, 1].map(idOf);
  const urls = await readUrls(ports, alice, [...ids, 'no id'], { disposition: 'inline' });
  const answers = urls.map((one) => ('url' in one ? one.url : one.code));
  const missing = 'file-not-found';
  expect(urls.map(({ id }) => id)).toEqual([...ids, 'no id']);
  expect(answers).toEqual([
    ...['signed:inline', 'signed:inline', 'file-not-verified', missing, missing, missing],
    ...['signed:inline', 'signed:inline', missing],
  ]);
  // DynamoDB rejects a batch with a duplicate key.
  expect(asked).toEqual([[5, 1, 2, 3, 4, 7, 6].map(idOf)]);
});

test('fails whole where the fault is ours', async () => {
  const failing = { ...ports, signRead: () => Promise.reject(new Error('no credentials')) };
  await expect(readUrls(failing, alice, [idOf(1)])).rejects.toThrow('no credentials');
});
