import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { guessTable } from '../../../lambda/aws/table/guess-table.js';
import { shareTable } from '../../../lambda/aws/table/share-table.js';
import { shareIdOf, type Share } from '../../../lambda/core/share/share.js';
import { noon, photoId } from '../../core/records.js';
import { startTable, table } from './dynamodb.js';

let db: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.stop());

const shares = () => shareTable(db.client, table);
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

let made = 0;
async function share(changes: Partial<Share> = {}): Promise<Share> {
  const fresh: Share = {
    ...{ id: shareIdOf(`token ${made++}`), fileId: photoId, owner: 'alice', createdBy: 'ada' },
    ...{ createdAt: noon, expiresAt: later(3600), downloads: 0, revision: 1 },
    ...changes,
  };
  await shares().add(fresh);
  return fresh;
}

describe('a share', () => {
  test('is read as it was added', async () => {
    const plain = await share();
    const full = await share({
      maxDownloads: 3,
      passwordHash: '$scrypt$',
      lastUsedAt: noon,
      revokedAt: noon,
    });
    await expect(shares().get(plain.id)).resolves.toEqual(plain);
    await expect(shares().get(full.id)).resolves.toEqual(full);
    await expect(shares().get('x')).resolves.toBeUndefined();
  });

  test('is kept a day beyond its end, for those who read the stream late', async () => {
    const { id } = await share({ expiresAt: later(0.5) });
    expect(await db.item({ pk: `SHARE#${id}`, sk: 'SHARE' })).toMatchObject({
      expiresAtSeconds: noon.getTime() / 1000 + 1 + 24 * 60 * 60,
    });
  });

  test('counts its downloads up to its limit', async () => {
    const { id } = await share({ maxDownloads: 2 });
    const counted = await Promise.all(Array.from({ length: 5 }, () => shares().count(id, later(1))));
    expect(counted.filter(Boolean)).toHaveLength(2);
    await expect(shares().get(id)).resolves.toMatchObject({
      downloads: 2,
      lastUsedAt: later(1),
      revision: 3,
    });
  });

  test.each([
    ['never was', async () => 'x', 0],
    ['was revoked', async () => (await share({ revokedAt: noon })).id, 0],
    ['is over', async () => (await share()).id, 3600],
  ])('that %s counts none', async (_what, made, seconds) => {
    const id = await made();
    await expect(shares().count(id, later(seconds))).resolves.toBe(false);
  });

  test('without a limit counts until its end', async () => {
    const { id } = await share();
    await expect(shares().count(id, later(3599))).resolves.toBe(true);
    await expect(shares().get(id)).resolves.toMatchObject({ downloads: 1 });
  });

  test('is revoked once', async () => {
    const plain = await share();
    const revoked = { ...plain, revokedAt: later(1), revision: 2 };
    await expect(shares().revoke(plain.id, later(1))).resolves.toEqual(revoked);
    await expect(shares().revoke(plain.id, later(2))).resolves.toBeUndefined();
    await expect(shares().revoke('x', later(2))).resolves.toBeUndefined();
    await expect(shares().get(plain.id)).resolves.toEqual(revoked);
  });

  test('is listed with its file while it is live, and goes with it', async () => {
    const fileId = photoId.replace('ab', 'fe');
    const [live, revoked, over] = [
      await share({ fileId }),
      await share({ fileId, revokedAt: noon }),
      await share({ fileId, expiresAt: later(60) }),
    ];
    const other = await share();
    const ids = async (seconds: number) =>
      (await shares().ofFile(fileId, later(seconds))).map(({ id }) => id).sort();
    expect(await ids(59)).toEqual([live.id, over.id].sort());
    expect(await ids(60)).toEqual([live.id]);
    await shares().removeAll(fileId);
    for (const { id } of [live, revoked, over]) await expect(shares().get(id)).resolves.toBeUndefined();
    await expect(shares().get(other.id)).resolves.toEqual(other);
  });
});

describe('wrong guesses', () => {
  const guesses = () => guessTable(db.client, table);
  const first = { failed: 1, lastAt: noon, notBefore: later(2), revision: 1 };
  const second = { failed: 2, lastAt: later(3), notBefore: later(7), revision: 2 };

  test('are counted for a share and a network, each write on what was read', async () => {
    await expect(guesses().get('share', 'all')).resolves.toBeUndefined();
    await expect(guesses().set('share', 'all', undefined, first)).resolves.toBe(true);
    await expect(guesses().set('share', 'all', undefined, first)).resolves.toBe(false);
    await expect(guesses().get('share', 'all')).resolves.toEqual(first);
    await expect(guesses().set('share', 'all', first, second)).resolves.toBe(true);
    await expect(guesses().set('share', 'all', first, second)).resolves.toBe(false);
    await expect(guesses().get('share', 'all')).resolves.toEqual(second);
    await expect(guesses().get('share', 'other')).resolves.toBeUndefined();
    await expect(guesses().get('other', 'all')).resolves.toBeUndefined();
  });

  test('are forgotten two hours after the last', async () => {
    await guesses().set('kept', 'all', undefined, first);
    expect(await db.item({ pk: 'SHARE#kept', sk: 'GUESSES#all' })).toMatchObject({
      expiresAtSeconds: noon.getTime() / 1000 + 2 * 60 * 60,
    });
  });

  test('that cannot be written fail', async () => {
    const long = 'x'.repeat(3000);
    await expect(guesses().set(long, 'all', undefined, first)).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
