import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toItem } from '../../../lambda/aws/table/item/file-item.js';
import { orphanTable } from '../../../lambda/aws/table/orphan-table.js';
import { recountTable } from '../../../lambda/aws/table/recount-table.js';
import { usageKey, usageTable } from '../../../lambda/aws/table/usage-table.js';
import type { StoredUsage } from '../../../lambda/core/sweep/recount.js';
import { noon, photo, photoId } from '../../core/records.js';
import { startTable, table } from './dynamodb.js';
import { fakeTable } from './fake-table.js';

let db: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.stop());

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

describe('the walk through the bucket', () => {
  const walk = () => orphanTable(db.client, table).walk;

  test('continues where the last one ended, and only one of two continues', async () => {
    await expect(walk().place()).resolves.toBeUndefined();
    const start = { phase: 'versions', startedAt: noon, seq: 0 } as const;
    await expect(walk().moveTo({ ...start, next: 'marker' })).resolves.toBe(true);
    await expect(walk().moveTo({ ...start, next: 'other' })).resolves.toBe(false);
    await expect(walk().place()).resolves.toEqual({ ...start, next: 'marker', seq: 1 });
    await expect(walk().moveTo({ phase: 'done', startedAt: noon, seq: 1 })).resolves.toBe(true);
    await expect(walk().place()).resolves.toEqual({ phase: 'done', startedAt: noon, seq: 2 });
  });

  test('that cannot be noted fails', async () => {
    const next = 'x'.repeat(500_000);
    await expect(walk().moveTo({ phase: 'versions', startedAt: noon, seq: 2, next })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('an orphan', () => {
  const orphans = () => orphanTable(db.client, table).orphans;

  test('was first seen when it was first noted', async () => {
    await expect(orphans().firstSighting('key#v1')).resolves.toBeUndefined();
    await expect(orphans().recordSighting('key#v1', noon)).resolves.toEqual(noon);
    await expect(orphans().recordSighting('key#v1', later(60))).resolves.toEqual(noon);
    await expect(orphans().firstSighting('key#v1')).resolves.toEqual(noon);
    await expect(orphans().firstSighting('key#v2')).resolves.toBeUndefined();
  });

  test('is forgotten two years after it was first noted, longer than any grace period', async () => {
    const items: Record<string, unknown>[] = [];
    const send = async (input: Record<string, unknown>) => {
      items.push(input['ExpressionAttributeValues'] as Record<string, unknown>);
      return { Attributes: { seenAt: noon.toISOString() } };
    };
    const noting = orphanTable(fakeTable(send), table).orphans;
    await noting.recordSighting('key#v1', noon);
    expect(items).toEqual([
      { ':at': noon.toISOString(), ':until': Date.parse('2028-11-21T12:00:00Z') / 1000 },
    ]);
  });

  test('is compared with all records, in as many requests as needed', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => photoId.slice(0, -3) + String(100 + index));
    await db.put(...ids.slice(0, 205).map((id) => toItem(photo({ id }))));
    const records = await orphans().records(ids);
    expect(records.map(({ id }) => id).sort()).toEqual(ids.slice(0, 205));
    await expect(orphans().records([])).resolves.toEqual([]);
  });
});

describe('a recount', () => {
  const usages = () => recountTable(db.client, table);
  const held = { files: 1, bytes: 900, pendingFiles: 1 };

  async function listUnchecked(until: Date): Promise<StoredUsage[]> {
    const found = [];
    for await (const usage of usages().listUnchecked(until)) found.push(usage);
    return found;
  }
  async function reserved(owner: string): Promise<StoredUsage> {
    await usageTable(db.client, table, () => noon).reserve(owner, held, {});
    return { owner, ...held, seq: 1 };
  }
  test('is of those owners who have had a new upload', async () => {
    const usage = await reserved('alice');
    expect((await listUnchecked(later(-1))).map(({ owner }) => owner)).not.toContain('alice');
    expect(await listUnchecked(noon)).toContainEqual(usage);
  });

  test('that found what there should be is over', async () => {
    const usage = await reserved('bob');
    await expect(usages().settle({ ...usage, seq: 2 })).resolves.toBe(false);
    await expect(usages().settle(usage)).resolves.toBe(true);
    expect(await db.item(usageKey('bob'))).toEqual({ ...usageKey('bob'), ...held, seq: 1 });
  });

  test('is looked at again a while after what it noted', async () => {
    const usage = await reserved('carol');
    const look = { files: 2, bytes: 901, pendingFiles: 0, seq: 1, at: later(5) };
    await expect(usages().note({ ...usage, seq: 9 }, look, later(60))).resolves.toBe(false);
    await expect(usages().note(usage, look, later(60))).resolves.toBe(true);
    expect((await db.item(usageKey('carol')))?.['gsi2sk']).toMatch(/^recount#2026-11-22T12:01:00.000Z#/);
    expect(await listUnchecked(later(60))).toContainEqual({ ...usage, lastLook: look });
  });

  test('puts right what is wrong, unless it changed meanwhile', async () => {
    const usage = await reserved('dave');
    const found = { files: 0, bytes: 0, pendingFiles: 0 };
    await expect(usages().correct({ ...usage, seq: 9 }, found)).resolves.toBe(false);
    await expect(usages().correct(usage, found)).resolves.toBe(true);
    expect(await db.item(usageKey('dave'))).toEqual({ ...usageKey('dave'), ...found, seq: 2 });
  });

  test('that cannot be written fails', async () => {
    const owner = 'x'.repeat(3000);
    await expect(usages().settle({ owner, ...held, seq: 1 })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
