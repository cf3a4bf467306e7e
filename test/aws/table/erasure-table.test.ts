import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { erasureTable } from '../../../lambda/aws/table/erasure-table.js';
import { readTable } from '../../../lambda/aws/table/read-table.js';
import { fromReadItem, type ReadItem } from '../../../lambda/aws/table/item/read-item.js';
import type { Erasure } from '../../../lambda/core/erasure/erasure.js';
import { noon, photoId } from '../../core/records.js';
import { startTable, table } from './dynamodb.js';

let db: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.stop());

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const erasures = () => erasureTable(db.client, table);
const asked = (owner: string, changes: Partial<Erasure> = {}): Erasure => ({
  ...{ id: `of ${owner}`, owner, status: 'running', requestedAt: noon, deleted: 0 },
  ...changes,
});

async function listRunning(at: Date): Promise<string[]> {
  const found = [];
  for await (const { owner } of erasures().listRunning(at)) found.push(owner);
  return found.sort();
}

describe('an erasure', () => {
  test('is its owner’s, and counts until it is finished', async () => {
    await expect(erasures().of('alice')).resolves.toBeUndefined();
    const erasure = asked('alice');
    await erasures().begin(erasure);
    await erasures().count(erasure, 2);
    await erasures().count(erasure, 3);
    await expect(erasures().of('alice')).resolves.toEqual({ ...erasure, deleted: 5 });
    await erasures().finish(erasure, later(60));
    const finished = { ...erasure, deleted: 5, status: 'done', finishedAt: later(60) };
    await expect(erasures().of('alice')).resolves.toEqual(finished);
    expect(await db.item({ pk: 'OWNER#alice', sk: 'ERASURE' })).toMatchObject({
      expiresAtSeconds: noon.getTime() / 1000 + 60 + 30 * 24 * 60 * 60,
    });
  });

  test('that was requested again is not counted or finished by the earlier one', async () => {
    const [first, second] = [asked('bob'), asked('bob', { id: 'second', requestedAt: later(1), deleted: 4 })];
    await erasures().begin(first);
    await erasures().begin(second);
    await erasures().count(first, 1);
    await erasures().finish(first, later(60));
    await expect(erasures().of('bob')).resolves.toEqual(second);
    await erasures().finish(second, later(60));
    await erasures().begin(first);
    await expect(erasures().of('bob')).resolves.toEqual(first);
    expect(await db.item({ pk: 'OWNER#bob', sk: 'ERASURE' })).not.toHaveProperty('expiresAtSeconds');
  });

  test('is found while it runs', async () => {
    const [carol, dave, erin] = [asked('carol'), asked('dave', { requestedAt: later(9) }), asked('erin')];
    for (const one of [carol, dave, erin]) await erasures().begin(one);
    await erasures().finish(erin, later(60));
    const soon = await listRunning(later(8));
    expect(soon).toContain('carol');
    expect(soon).not.toContain('dave');
    expect(soon).not.toContain('erin');
    expect(await listRunning(later(9))).toContain('dave');
  });

  test('that cannot be written fails', async () => {
    await expect(erasures().count(asked('x'.repeat(3000)), 1)).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

test('a read is stored for the table’s stream, whole, for an hour', async () => {
  const read = {
    ...{ id: 'read', how: 'share' as const, subject: null, shareId: 'share', at: noon },
    files: [{ id: photoId, owner: 'alice', revision: 3, expiresAt: later(300) }],
  };
  await readTable(db.client, table)(read as Parameters<ReturnType<typeof readTable>>[0]);
  const item = await db.item({ pk: 'READ#read', sk: 'READ' });
  expect(fromReadItem(item as unknown as ReadItem)).toEqual(read);
  expect(item).toMatchObject({ expiresAtSeconds: noon.getTime() / 1000 + 60 * 60 });
});
