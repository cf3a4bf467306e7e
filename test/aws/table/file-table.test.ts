import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fileTable, recordRemover } from '../../../lambda/aws/table/file-table.js';
import { uploadTable } from '../../../lambda/aws/table/upload-table.js';
import { usageKey, usageTable } from '../../../lambda/aws/table/usage-table.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import { noon, photo, photoId } from '../../core/records.js';
import { startTable, table } from './dynamodb.js';

let db: Awaited<ReturnType<typeof startTable>>;
let owners = 0;
let owner = '';
let now = noon;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.stop());
beforeEach(() => {
  owner = `owner ${owners++}`;
  now = noon;
});

const files = () => fileTable(db.client, table);
const uploads = () => uploadTable(db.client, table, () => now);
const usages = () => usageTable(db.client, table, () => now);
const one = { files: 1, bytes: 900, pendingFiles: 1 };
const held = async () => {
  const { files, bytes, pendingFiles, seq } = (await db.item(usageKey(owner))) ?? {};
  return { files, bytes, pendingFiles, seq };
};

let made = 0;
/** A file whose place in its owner's usage is reserved, as `create` leaves it. */
async function create(changes: Partial<FileRecord> = {}): Promise<FileRecord> {
  const id = photoId.slice(0, -6) + String(100_000 + made++);
  const file = photo({ id, owner, key: keyFor(owner, id), ...changes });
  await usages().reserve(owner, one, {});
  await uploads().add(file);
  return file;
}

describe('a record', () => {
  test('is read as it was added', async () => {
    const file = await create({ metadata: { album: 'summer' }, sha256: 'hash' });
    await expect(files().get(file.id)).resolves.toEqual(file);
    await expect(files().get(photoId)).resolves.toBeUndefined();
  });

  test('is changed once for each time that it is read', async () => {
    const file = await create();
    const changed = await files().change(file, { filename: 'other.png' });
    expect(changed).toEqual({ ...file, filename: 'other.png', revision: 2 });
    await expect(files().get(file.id)).resolves.toEqual(changed);
    await expect(files().change(file, { filename: 'third.png' })).resolves.toBeUndefined();
    await expect(files().get(file.id)).resolves.toEqual(changed);
    expect(await held()).toEqual({ ...one, seq: 1 });
  });

  test('loses what a change takes away', async () => {
    const swept = { attempts: 1, at: noon };
    const file = await create({ swept });
    const changed = await files().change(file, { swept: undefined });
    expect(changed?.swept).toBeUndefined();
    expect(await files().get(file.id)).not.toHaveProperty('swept');
  });

  test('and its owner’s usage move together, or not at all', async () => {
    const file = await create();
    const verified = await files().change(file, { status: 'verified' });
    expect(await held()).toEqual({ files: 1, bytes: 900, pendingFiles: 0, seq: 2 });
    await expect(files().change(file, { status: 'rejected' })).resolves.toBeUndefined();
    expect(await held()).toEqual({ files: 1, bytes: 900, pendingFiles: 0, seq: 2 });
    if (!verified) throw new Error('the file was not changed');
    await files().change(verified, { status: 'deleted' });
    expect(await held()).toEqual({ files: 0, bytes: 0, pendingFiles: 0, seq: 3 });
  });

  test('is removed as it was read', async () => {
    const file = await create();
    const changed = await files().change(file, { filename: 'other.png' });
    const remove = recordRemover(db.client, table);
    await expect(remove(file)).resolves.toBe(false);
    await expect(remove({ ...file, ...changed })).resolves.toBe(true);
    await expect(files().get(file.id)).resolves.toBeUndefined();
    await expect(remove(file)).resolves.toBe(false);
  });

  test('and many others are read at once, those that there are', async () => {
    const some = [await create(), await create(), await create()];
    const read = await files().getMany([...some.map(({ id }) => id), photoId]);
    expect(read.map(({ id }) => id).sort()).toEqual(some.map(({ id }) => id).sort());
    await expect(files().getMany([])).resolves.toEqual([]);
  });
});

describe('an expired file begins again', () => {
  const expired = async () => {
    const ended = await files().change(await create(), { status: 'expired' });
    if (!ended) throw new Error('the file was not changed');
    return ended;
  };

  test('where there is room for it', async () => {
    const file = await expired();
    expect(await held()).toMatchObject({ files: 0, bytes: 0 });
    const revived = await files().revive(file, { status: 'uploaded' }, { maxFiles: 1, maxBytes: 900 });
    expect(revived).toMatchObject({ status: 'uploaded', revision: 3 });
    expect(await held()).toMatchObject(one);
  });

  test('not where there is none', async () => {
    const file = await expired();
    await create();
    for (const quota of [{ maxFiles: 1 }, { maxBytes: 1799 }, { maxPendingUploads: 1 }])
      await expect(files().revive(file, { status: 'uploaded' }, quota)).resolves.toBe('over-quota');
    await expect(files().get(file.id)).resolves.toEqual(file);
  });

  test('not where it has changed since it was read', async () => {
    const file = await expired();
    await files().change(file, { filename: 'other.png' });
    await expect(files().revive(file, { status: 'uploaded' }, {})).resolves.toBeUndefined();
  });
});

describe('a new upload', () => {
  const request = (key: string) => ({ owner, key, requestHash: 'hash' });

  test('that is written twice, since the answer was lost, is there once', async () => {
    const file = await create();
    await expect(uploads().add({ ...file, filename: 'other.png' })).resolves.toBe(true);
    await expect(files().get(file.id)).resolves.toEqual(file);
  });

  test('is what its idempotency key stands for, for a day', async () => {
    const file = photo({ id: photoId.replace('ab', 'ba'), owner });
    await expect(uploads().add(file, request('key'))).resolves.toBe(true);
    await expect(files().get(file.id)).resolves.toEqual(file);
    now = new Date(noon.getTime() + 24 * 60 * 60 * 1000 - 1000);
    await expect(uploads().under(owner, 'key')).resolves.toMatchObject({ id: file.id, requestHash: 'hash' });
    await expect(uploads().under(owner, 'other')).resolves.toBeUndefined();
    await expect(uploads().under('bob', 'key')).resolves.toBeUndefined();
    const other = photo({ id: photoId.replace('ab', 'cc'), owner });
    await expect(uploads().add(other, request('key'))).resolves.toBe(false);
    await expect(files().get(other.id)).resolves.toBeUndefined();
    now = new Date(noon.getTime() + 24 * 60 * 60 * 1000);
    await expect(uploads().under(owner, 'key')).resolves.toBeUndefined();
    await expect(uploads().add(other, request('key'))).resolves.toBe(true);
    await expect(uploads().under(owner, 'key')).resolves.toMatchObject({ id: other.id });
  });
});

describe('a reservation', () => {
  test.each([
    [{ maxFiles: 2 }, 'maxFiles'],
    [{ maxBytes: 2699 }, 'maxBytes'],
    [{ maxPendingUploads: 2 }, 'maxPendingUploads'],
    [{ maxFiles: 9, maxBytes: 1800 }, 'maxBytes'],
  ])('fits into %j twice, and then names what it would exceed', async (quota, exceeded) => {
    for (let time = 0; time < 2; time++)
      await expect(usages().reserve(owner, one, quota)).resolves.toBeUndefined();
    await expect(usages().reserve(owner, one, quota)).resolves.toBe(exceeded);
    expect(await held()).toEqual({ files: 2, bytes: 1800, pendingFiles: 2, seq: 2 });
  });

  test('larger than the quota is refused before anything is counted', async () => {
    await expect(usages().reserve(owner, one, { maxBytes: 899 })).resolves.toBe('maxBytes');
    await expect(usages().reserve(owner, one, { maxFiles: 0 })).resolves.toBe('maxFiles');
    expect(await db.item(usageKey(owner))).toBeUndefined();
    await expect(usages().reserve(owner, one, { maxBytes: 900, maxFiles: 1 })).resolves.toBeUndefined();
  });

  test('is given back whole, and neither moves the day of the recount', async () => {
    await usages().reserve(owner, one, {});
    const { gsi2pk, gsi2sk } = (await db.item(usageKey(owner))) ?? {};
    expect(gsi2sk).toMatch(/^recount#2026-11-22T12:00:00.000Z#/);
    now = new Date(noon.getTime() + 60_000);
    await usages().release(owner, one);
    expect(await held()).toEqual({ files: 0, bytes: 0, pendingFiles: 0, seq: 2 });
    expect(await db.item(usageKey(owner))).toMatchObject({ gsi2pk, gsi2sk });
  });

  test('fails as the table fails', async () => {
    await db.client.update({
      ...{ TableName: table, Key: usageKey(owner), UpdateExpression: 'SET files = :text' },
      ExpressionAttributeValues: { ':text': 'many' },
    });
    await expect(usages().reserve(owner, one, {})).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(files().change(photo({ owner }), { status: 'verified' })).rejects.toThrow();
  });
});
