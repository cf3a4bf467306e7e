import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grantTable } from '../../../lambda/aws/table/grant-table.js';
import { fileKey, toItem } from '../../../lambda/aws/table/item/file-item.js';
import { toGrantItem } from '../../../lambda/aws/table/item/grant-item.js';
import { sharedList } from '../../../lambda/aws/table/shared-list.js';
import { grantIdOf, maxGrantsPerFile, type Grant } from '../../../lambda/core/grant/grant.js';
import { placesAfter, placesWithin } from '../../../lambda/core/manage/list-places.js';
import { noon, photo } from '../../core/records.js';
import { startTable, table } from './dynamodb.js';

let db: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.stop());

const grants = () => grantTable(db.client, table);
const idOf = (number: number) => `01939f5e-${String(number).padStart(4, '0')}-7abc-8def-0123456789ab`;

let made = 0;
async function file(changes: Parameters<typeof photo>[0] = {}, stored: object = {}) {
  const record = photo({ id: idOf(++made), status: 'verified', ...changes });
  await db.put({ ...toItem(record), ...stored });
  return record;
}

const grant = (fileId: string, grantee: string): Grant => ({
  ...{ id: grantIdOf(grantee), fileId, grantee, createdAt: noon },
});
const countOf = async (fileId: string) => (await db.item(fileKey(fileId)))?.['grantCount'];

describe('a grant', () => {
  test('is added once, and counted with its file', async () => {
    const { id } = await file();
    const first = grant(id, 'user:bob');
    await expect(grants().add(first)).resolves.toEqual({ grant: first, isNew: true });
    const later = { ...first, createdAt: new Date(0) };
    await expect(grants().add(later)).resolves.toEqual({ grant: first, isNew: false });
    await expect(grants().ofFile(id)).resolves.toEqual([first]);
    expect(await countOf(id)).toBe(1);
  });

  test.each([
    ['that is not verified', { status: 'held' as const }, {}],
    ['that has as many as it may', {}, { grantCount: maxGrantsPerFile }],
  ])('of a file %s is refused', async (_what, changes, stored) => {
    const { id } = await file(changes, stored);
    await expect(grants().add(grant(id, 'user:bob'))).resolves.toBe('refused');
    await expect(grants().ofFile(id)).resolves.toEqual([]);
  });

  test('is the last for which there is room', async () => {
    const { id } = await file({}, { grantCount: maxGrantsPerFile - 1 });
    await expect(grants().add(grant(id, 'user:bob'))).resolves.toMatchObject({ isNew: true });
    await expect(grants().add(grant(id, 'user:carol'))).resolves.toBe('refused');
  });

  test('opens its file to its grantee', async () => {
    const [{ id }, other] = [await file(), await file()];
    await grants().add(grant(id, 'group:staff'));
    await expect(grants().isGranted(id, ['user:bob', 'group:staff'])).resolves.toBe(true);
    await expect(grants().isGranted(id, ['user:bob'])).resolves.toBe(false);
    await expect(grants().isGranted(id, [])).resolves.toBe(false);
    await expect(grants().isGranted(other.id, ['group:staff'])).resolves.toBe(false);
  });

  test('is taken away once, and counted', async () => {
    const { id } = await file();
    for (const grantee of ['user:bob', 'user:carol']) await grants().add(grant(id, grantee));
    for (let time = 0; time < 2; time++) await grants().remove(id, grantIdOf('user:bob'));
    expect([await grants().ofFile(id), await countOf(id)]).toEqual([[grant(id, 'user:carol')], 1]);
  });

  test('goes with its file', async () => {
    const [{ id }, other] = [await file(), await file()];
    for (const grantee of ['user:bob', 'user:carol']) await grants().add(grant(id, grantee));
    await grants().add(grant(other.id, 'user:bob'));
    for (let time = 0; time < 2; time++) await grants().removeAll(id);
    await expect(grants().ofFile(id)).resolves.toEqual([]);
    await expect(grants().ofFile(other.id)).resolves.toHaveLength(1);
  });
});

describe('what is shared with somebody', () => {
  const shared = () => sharedList(db.client, table);
  const everywhere = placesWithin({});
  const [bob, staff] = ['user:betty', 'group:crew'].map(grantIdOf) as [string, string];

  test('is found by all their grants, newest first, each file once, page by page', async () => {
    const files = [await file(), await file(), await file()];
    const [one, two, three] = files.map(({ id }) => id) as [string, string, string];
    for (const id of [one, three]) await grants().add(grant(id, 'user:betty'));
    for (const id of [two, three]) await grants().add(grant(id, 'group:crew'));
    const both = { fileId: three, grantIds: [bob, staff] };
    const rest = [
      { fileId: two, grantIds: [staff] },
      { fileId: one, grantIds: [bob] },
    ];
    await expect(shared().candidates([bob, staff], everywhere, 10)).resolves.toEqual({
      found: [both, ...rest],
    });
    await expect(shared().candidates([staff], everywhere, 1)).resolves.toEqual({
      found: [{ fileId: three, grantIds: [staff] }],
      lastId: three,
    });
    await expect(shared().candidates([bob, staff], everywhere, 2)).resolves.toMatchObject({
      found: [both, rest[0]],
      lastId: two,
    });
    const behind = placesAfter(three, everywhere);
    await expect(shared().candidates([bob, staff], behind, 10)).resolves.toEqual({ found: rest });
    await expect(shared().candidates([], everywhere, 10)).resolves.toEqual({ found: [] });
  });

  test('is cut to a page where the grantees have more together than it holds', async () => {
    const files = [await file(), await file(), await file(), await file()];
    const newest = files
      .map(({ id }) => id)
      .sort()
      .reverse();
    for (const [index, id] of newest.entries())
      await grants().add(grant(id, index % 2 === 0 ? 'user:odd' : 'group:even'));
    const both = ['user:odd', 'group:even'].map(grantIdOf);
    const { found, lastId } = await shared().candidates(both, everywhere, 3);
    expect([found.map(({ fileId }) => fileId), lastId]).toEqual([newest.slice(0, 3), newest[2]]);
    const whole = await shared().candidates(both, everywhere, 4);
    expect([whole.found.map(({ fileId }) => fileId), whole.lastId]).toEqual([newest, undefined]);
  });

  test('is what is granted now, in the order in which it was found', async () => {
    const files = [await file(), await file(), await file()];
    for (const { id } of files) await grants().add(grant(id, 'user:boris'));
    const boris = grantIdOf('user:boris');
    const [first, second, third] = files;
    if (!first || !second || !third) throw new Error('no files');
    await grants().remove(second.id, boris);
    const found = [third, second, first].map(({ id }) => ({ fileId: id, grantIds: [staff, boris] }));
    const gone = { fileId: idOf(9999), grantIds: [boris] };
    const granted = await shared().readGranted([...found, gone]);
    expect(granted.map(({ id }) => id)).toEqual([third.id, first.id]);
    expect(granted[0]).toMatchObject(third);
    await expect(shared().readGranted([])).resolves.toEqual([]);
  });

  test('is looked up in several requests where it is more than fits into one', async () => {
    const files = Array.from({ length: 60 }, (_, index) =>
      photo({ id: idOf(5000 + index), status: 'verified' }),
    );
    await db.put(...files.flatMap((one) => [toItem(one), toGrantItem(grant(one.id, 'group:many'))]));
    const found = files.map(({ id }) => ({ fileId: id, grantIds: [grantIdOf('group:many')] }));
    expect((await shared().readGranted(found)).map(({ id }) => id)).toEqual(files.map(({ id }) => id));
  });
});
