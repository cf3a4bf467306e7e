import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileList } from '../../../lambda/aws/table/file-list.js';
import { toItem } from '../../../lambda/aws/table/item/file-item.js';
import { ownerFiles } from '../../../lambda/aws/table/owner-files.js';
import { waitingFiles } from '../../../lambda/aws/table/waiting-files.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { FileFilter } from '../../../lambda/core/manage/list-files.js';
import { placesAfter, placesWithin } from '../../../lambda/core/manage/list-places.js';
import { noon, photo } from '../../core/records.js';
import { startTable, table } from './dynamodb.js';

let db: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  db = await startTable();
  await db.put(...[...ofAlice, ...heldFiles, ...ofMany, old].map(toItem));
});
afterAll(() => db.stop());

/** Newer than those with a smaller number. */
const idOf = (number: number) => `01939f5e-${String(number).padStart(4, '0')}-7abc-8def-0123456789ab`;
const record = (number: number, changes: Partial<FileRecord> = {}) => photo({ id: idOf(number), ...changes });

const ofAlice = [
  record(1),
  record(2, { status: 'verified', detectedType: 'image/png' }),
  record(3, { status: 'verified', detectedType: 'image/gif' }),
  record(4, { contentType: 'text/plain', detectedType: 'image/png', status: 'rejected' }),
  record(5, { contentType: 'text/plain' }),
  // In nobody's list.
  record(6, { status: 'deleted' }),
  record(7, { status: 'aborted' }),
];

const hour = 60 * 60 * 1000;
const heldFiles = [
  record(11, { owner: 'bob', status: 'held', expiresInSeconds: 60 }),
  record(12, { owner: 'carol', status: 'held', detectedType: 'image/gif' }),
  record(13, { owner: 'bob', status: 'held', expiresInSeconds: 3600 }),
].map((file, index) => ({ ...file, id: `${file.id.slice(0, -4)}000${index}` }));

/** One in fifty is verified. */
const ofMany = Array.from({ length: 150 }, (_, index) =>
  record(1000 + index, {
    owner: 'dave',
    status: index % 50 === 0 ? 'verified' : 'uploaded',
    uploadedAt: noon,
  }),
);

const old = record(21, { owner: 'erin', uploadExpiresAt: new Date(noon.getTime() - hour) });

const everywhere = placesWithin({});
const numbers = (files: readonly FileRecord[]) => files.map(({ id }) => Number(id.slice(9, 13)));

async function listed(owner: string, limit: number, filter: FileFilter = {}, places = everywhere) {
  const { files, lastId } = await fileList(db.client, table).list(owner, { limit, places, filter });
  return { numbers: numbers(files), last: lastId === undefined ? undefined : Number(lastId.slice(9, 13)) };
}

describe('an owner’s files', () => {
  test('are listed newest first, page by page', async () => {
    await expect(listed('alice', 10)).resolves.toEqual({ numbers: [5, 4, 3, 2, 1], last: undefined });
    await expect(listed('alice', 2)).resolves.toEqual({ numbers: [5, 4], last: 4 });
    await expect(listed('alice', 2, {}, placesAfter(idOf(4), everywhere))).resolves.toEqual({
      numbers: [3, 2],
      last: 2,
    });
    await expect(listed('nobody', 2)).resolves.toEqual({ numbers: [], last: undefined });
  });

  test('are those between two places', async () => {
    const places = { newest: idOf(4), oldest: idOf(2) };
    await expect(listed('alice', 10, {}, places)).resolves.toMatchObject({ numbers: [4, 3, 2] });
    const none = { newest: idOf(2), oldest: idOf(4) };
    await expect(listed('alice', 10, {}, none)).resolves.toEqual({ numbers: [], last: undefined });
  });

  test.each<[FileFilter, number[]]>([
    [{ status: 'verified' }, [3, 2]],
    // What a file was found to be; or was declared to be, where that is not known.
    [{ type: 'image/png' }, [4, 2, 1]],
    [{ type: 'image/*' }, [4, 3, 2, 1]],
    [{ type: 'text/plain' }, [5]],
    [{ type: 'text/*' }, [5]],
    [{ type: 'image/png', status: 'verified' }, [2]],
    [{ type: 'image/*', status: 'held' }, []],
  ])('are filtered: %j', async (filter, found) => {
    await expect(listed('alice', 10, filter)).resolves.toEqual({ numbers: found, last: undefined });
  });

  test('of which few pass a filter fill a page all the same, and a cursor leads to the rest', async () => {
    const filter = { status: 'verified' } as const;
    await expect(listed('dave', 3, filter)).resolves.toMatchObject({ numbers: [1100, 1050, 1000] });
    const page = await listed('dave', 2, filter);
    expect(page.numbers).toEqual([1100, 1050]);
    const rest = placesAfter(idOf(page.last ?? 0), everywhere);
    await expect(listed('dave', 2, filter, rest)).resolves.toMatchObject({ numbers: [1000] });
  });

  test('are all found for a recount, oldest first', async () => {
    const found = [];
    for await (const page of ownerFiles(db.client, table).pages('alice')) found.push(...page);
    expect(found).toEqual(ofAlice.slice(0, 5));
  });
});

describe('held files', () => {
  const held = (limit: number, filter: FileFilter = {}, places = everywhere) =>
    fileList(db.client, table).listHeld({ limit, places, filter });

  test('are listed of all owners, newest first, page by page', async () => {
    await expect(held(10)).resolves.toEqual({ files: heldFiles.toReversed() });
    await expect(held(2)).resolves.toEqual({
      files: heldFiles.slice(1).toReversed(),
      lastId: heldFiles[1]?.id,
    });
    const rest = placesAfter(heldFiles[1]?.id ?? '', everywhere);
    await expect(held(2, {}, rest)).resolves.toMatchObject({ files: [heldFiles[0]] });
    await expect(held(2, {}, { newest: idOf(1), oldest: idOf(2) })).resolves.toEqual({ files: [] });
  });

  test('are filtered by their type', async () => {
    const { files } = await held(10, { type: 'image/gif', status: 'held' });
    expect(files).toEqual([heldFiles[1]]);
  });
});

describe('what waits', () => {
  const waiting = () => waitingFiles(db.client, table);
  async function foundIn(pages: (shard: number) => AsyncIterable<readonly FileRecord[]>) {
    const found: FileRecord[] = [];
    for (let shard = 0; shard < waiting().shards; shard++)
      for await (const page of pages(shard)) found.push(...page);
    return numbers(found).sort((one, other) => one - other);
  }

  test('is found by what it waits for, and since when', async () => {
    const since = (ms: number) => new Date(old.uploadExpiresAt.getTime() + ms);
    await expect(foundIn((shard) => waiting().files(shard, 'upload', since(-1)))).resolves.toEqual([]);
    await expect(foundIn((shard) => waiting().files(shard, 'upload', since(0)))).resolves.toEqual([21]);
    const unchecked = ofMany.filter(({ status }) => status === 'uploaded').length;
    expect(await foundIn((shard) => waiting().files(shard, 'verdict', noon))).toHaveLength(unchecked);
  });

  test('for an administrator is found when its time is over', async () => {
    const past = (ms: number) =>
      foundIn((shard) => waiting().listExpiredHeld(shard, new Date(noon.getTime() + ms)));
    await expect(past(60_000)).resolves.toEqual([]);
    await expect(past(60_001)).resolves.toEqual([11]);
    await expect(past(9 * hour)).resolves.toEqual([11, 13]);
  });
});
