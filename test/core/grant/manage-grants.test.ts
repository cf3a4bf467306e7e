import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { grantIdOf, isGrantId, type Grant } from '../../../lambda/core/grant/grant.js';
import {
  grantFile,
  listGrants,
  revokeGrant,
  type ManageGrantsPorts,
} from '../../../lambda/core/grant/manage-grants.js';
import { granteesOf } from '../../../lambda/core/access/subject.js';
import { alice, mallory, noon, photo, photoId, subject } from '../records.js';

const stored = photo({
  status: 'verified',
  version: { versionId: 'v1', sequencer: '0A' },
  detectedType: 'image/png',
});

function service(file: FileRecord | undefined = stored, room = 100) {
  const items = new Map<string, Grant>();
  const ports: ManageGrantsPorts = {
    now: () => noon,
    files: { get: async () => file },
    grants: {
      add: async (grant) => {
        const known = items.get(grant.id);
        if (known) return { grant: known, isNew: false };
        if (items.size >= room) return 'refused';
        items.set(grant.id, grant);
        return { grant, isNew: true };
      },
      ofFile: async () => [...items.values()],
      remove: async (_fileId, id) => void items.delete(id),
      removeAll: async () => items.clear(),
    },
  };
  return { ports, items };
}

describe('a grant', () => {
  test('is made once for each grantee, by the owner or an administrator', async () => {
    const { ports, items } = service();
    await expect(grantFile(ports, alice, photoId, 'user:bob')).resolves.toMatchObject({ isNew: true });
    const keeper = subject('keeper', { permissions: ['files:share', 'files:admin'] });
    await expect(grantFile(ports, keeper, photoId, 'user:bob')).resolves.toMatchObject({ isNew: false });
    expect([...items.values()]).toEqual([
      { id: grantIdOf('user:bob'), fileId: photoId, grantee: 'user:bob', createdAt: noon },
    ]);
  });

  test('has the group’s name, however token and grant compose it', async () => {
    for (const [granted, inToken] of [
      ['caf\u00e9', 'cafe\u0301'],
      ['cafe\u0301', 'caf\u00e9'],
    ] as const) {
      const { grant } = await grantFile(service().ports, alice, photoId, `group:${granted}`);
      expect(granteesOf(subject('bob', { groups: [inToken] }))).toContain(grant.grantee);
    }
    // Stored by an earlier version.
    expect(granteesOf(subject('bob', { groups: ['cafe\u0301'] }))).toContain('group:cafe\u0301');
  });

  test.each(['auth0|5f7c', 'ada@example.com', '../..', 'Ärger 💼', 'x'.repeat(200)])(
    'for %j has an id that fits a path',
    (name) => expect(isGrantId(grantIdOf(`user:${name}`))).toBe(true),
  );

  test('is created, listed and revoked only by the owner', async () => {
    const { ports } = service();
    const hidden = { code: 'file-not-found' };
    await expect(grantFile(ports, mallory, photoId, 'user:mallory')).rejects.toMatchObject(hidden);
    await expect(listGrants(ports, mallory, photoId)).rejects.toMatchObject(hidden);
    await expect(revokeGrant(ports, mallory, photoId, grantIdOf('user:bob'))).rejects.toMatchObject(hidden);
  });

  test.each([
    ['pending', 'file-not-verified'],
    ['held', 'file-not-verified'],
    ['rejected', 'file-rejected'],
    ['expired', 'upload-ended'],
    ['deleted', 'file-not-found'],
  ] as const)('of a %s file is refused: %s', async (status, code) => {
    const { ports } = service({ ...stored, status });
    await expect(grantFile(ports, alice, photoId, 'user:bob')).rejects.toMatchObject({ code });
  });

  test('beyond the limit is refused, but an existing one is returned', async () => {
    const { ports } = service(stored, 1);
    await grantFile(ports, alice, photoId, 'user:bob');
    await expect(grantFile(ports, alice, photoId, 'group:x')).rejects.toMatchObject({
      code: 'too-many-grants',
    });
    await expect(grantFile(ports, alice, photoId, 'user:bob')).resolves.toMatchObject({ isNew: false });
  });

  test('may be revoked repeatedly; an invalid id is not found', async () => {
    const { ports, items } = service();
    await grantFile(ports, alice, photoId, 'user:bob');
    for (let times = 0; times < 2; times++) await revokeGrant(ports, alice, photoId, grantIdOf('user:bob'));
    expect(items.size).toBe(0);
    await expect(revokeGrant(ports, alice, photoId, 'user:bob')).rejects.toMatchObject({
      code: 'grant-not-found',
    });
  });
});

test('grants are listed oldest first, and found by nothing but an id', async () => {
  const { ports, items } = service();
  const hash = (letter: string) => letter.repeat(43);
  for (const [minutes, letter] of [
    [2, 'b'],
    [1, 'a'],
    [3, 'c'],
  ] as const) {
    const createdAt = new Date(noon.getTime() + minutes * 60_000);
    items.set(hash(letter), { id: hash(letter), fileId: photoId, grantee: `user:${letter}`, createdAt });
  }
  const listed = await listGrants(ports, alice, photoId);
  expect(listed.map(({ grantee }) => grantee)).toEqual(['user:a', 'user:b', 'user:c']);
  for (const id of ['', `x${hash('a')}`, `${hash('a')}x`, hash('?')])
    await expect(revokeGrant(ports, alice, photoId, id)).rejects.toMatchObject({ code: 'grant-not-found' });
  expect(items.size).toBe(3);
});
