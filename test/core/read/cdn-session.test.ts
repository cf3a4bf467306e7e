import { expect, test } from '@jest/globals';
import type { Subject } from '../../../lambda/core/access/subject.js';
import { openCdnSession, type CdnSessionPorts } from '../../../lambda/core/read/cdn-session.js';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import type { Read } from '../../../lambda/core/event/read.js';
import { noon, photo, photoId } from '../records.js';

const alice: Subject = { owner: 'alice', user: 'alice', groups: [], permissions: ['files:read'] };
const idOf = (digit: number) => photoId.slice(0, -1) + digit.toString(16);
const stored = (digit: number, owner: string, more: object = {}) =>
  photo({
    id: idOf(digit),
    owner,
    key: keyFor(owner, idOf(digit)),
    ...{ status: 'verified', version: { versionId: `v${String(digit)}`, sequencer: '0A' } },
    detectedType: 'image/png',
    ...more,
  });
const records = [
  stored(1, 'alice'),
  stored(2, 'bob'),
  stored(3, 'eve'),
  stored(4, 'alice', { status: 'held' }),
];
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

const ports: CdnSessionPorts & { signSession: NonNullable<CdnSessionPorts['signSession']> } = {
  now: () => noon,
  readExpiresInSeconds: 3600,
  files: { getMany: async (ids) => records.filter(({ id }) => ids.includes(id)) },
  grants: { isGranted: async (id) => id === idOf(2) },
  signRead: async ({ key }, at, seconds) => ({
    url: `signed:${key}`,
    expiresAt: new Date(at.getTime() + seconds * 1000),
  }),
  signSession: async (owner, at, seconds) => ({
    expiresAt: new Date(at.getTime() + seconds * 1000),
    cookies: { owner },
    urlOf: ({ key, versionId }) => `plain:${key}?${versionId}`,
  }),
};

test('own files have a URL without a signature, those of others a presigned read, both for minutes', async () => {
  const session = await openCdnSession(ports, alice, [1, 2, 3, 4].map(idOf));
  const expiresAt = later(15 * 60);
  expect(session).toEqual({
    expiresAt,
    cookies: { owner: 'alice' },
    items: [
      { id: idOf(1), url: `plain:${keyFor('alice', idOf(1))}?v1`, expiresAt },
      { id: idOf(2), url: `signed:${keyFor('bob', idOf(2))}`, expiresAt },
      { id: idOf(3), code: 'file-not-found', detail: expect.any(String) },
      { id: idOf(4), code: 'file-not-verified', detail: expect.any(String) },
    ],
  });
});

test('an administrator gets cookies for files of their own alone', async () => {
  const admin: Subject = { ...alice, owner: 'root', permissions: ['files:read', 'files:admin'] };
  const { cookies, items } = await openCdnSession(ports, admin, [idOf(1)]);
  expect(cookies).toEqual({ owner: 'root' });
  expect(items).toMatchObject([{ url: `signed:${keyFor('alice', idOf(1))}` }]);
});

test('lives as long as a read where that is shorter; a file with a retention ends with it', async () => {
  const ending = stored(5, 'alice', { createdAt: noon, expiresInSeconds: 60 });
  const { expiresAt, items } = await openCdnSession(
    { ...ports, readExpiresInSeconds: 120, files: { getMany: async () => [ending] } },
    alice,
    [idOf(5)],
  );
  expect(expiresAt).toEqual(later(120));
  expect(items).toMatchObject([{ expiresAt: later(60) }]);
});

test('the reads that it answers are announced', async () => {
  const noted: Read[] = [];
  const readNotes = {
    newId: () => 'read_1',
    add: async (read: Read) => void noted.push(read),
    reportLost: () => undefined,
  };
  await openCdnSession({ ...ports, readNotes }, alice, [1, 3].map(idOf));
  expect(noted.map(({ how, files }) => [how, files.map(({ id }) => id)])).toEqual([['bulk', [idOf(1)]]]);
});

test('bound to an address, both the cookies and presigned reads are', async () => {
  const bound: unknown[] = [];
  const { signSession, signRead } = ports;
  await openCdnSession(
    {
      ...ports,
      signSession: async (owner, at, seconds, address) => {
        bound.push(address);
        return signSession(owner, at, seconds);
      },
      signRead: async (read, at, seconds) => {
        bound.push(read.address);
        return signRead(read, at, seconds);
      },
    },
    alice,
    [idOf(2)],
    '203.0.113.7',
  );
  expect(bound).toEqual(['203.0.113.7', '203.0.113.7']);
});

test('without a CDN there is none, and the problem says what there is', async () => {
  await expect(openCdnSession({ ...ports, signSession: undefined }, alice)).rejects.toMatchObject({
    code: 'cdn-not-enabled',
    detail: expect.stringContaining('POST /files/urls'),
  });
});
