import { BatchWriteCommand, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { toItem } from '../../lambda/aws/table/item/file-item.js';
import { fileList } from '../../lambda/aws/table/file-list.js';
import type { FileRecord } from '../../lambda/core/file/file.js';
import { listFiles, type ListRequest } from '../../lambda/core/manage/list-files.js';
import { keyFor } from '../../lambda/core/file/object-key.js';
import { photo } from '../core/records.js';
import { system } from '../stack/system.js';
import { tableClient as table } from '../end-to-end/table.js';
import { sdkTableClient } from '../aws/table/sdk-table-client.js';

const count = 10_000;
/** More than one page of the API: the engine's queries take time in proportion to the partition. */
const perPage = 500;
const owner = `hoarder ${String(Date.now())}`;
const ports = { now: () => new Date(), files: fileList(sdkTableClient(table), system.table) };
const start = Date.parse('2026-01-01T00:00:00Z');
const minute = 60_000;

/** One per minute; each hundredth is a video, each thousandth was rejected. */
function fileAt(number: number): FileRecord {
  const createdAt = new Date(start + number * minute);
  const id = v7({ msecs: createdAt.getTime() });
  return photo({
    ...{ id, owner, createdAt, key: keyFor(owner, id) },
    status: number % 1000 === 0 ? 'rejected' : 'verified',
    detectedType: number % 100 === 0 ? 'video/mp4' : 'image/png',
  });
}

const all = Array.from({ length: count }, (_, number) => fileAt(number));
const newestFirst = (files: readonly FileRecord[]) => files.map(({ id }) => id).reverse();

beforeAll(async () => {
  const groups = Array.from({ length: count / 25 }, (_, group) => all.slice(group * 25, group * 25 + 25));
  const write = async (files: readonly FileRecord[]) => {
    const puts = files.map((file) => ({ PutRequest: { Item: toItem(file) } }));
    await table.send(new BatchWriteCommand({ RequestItems: { [system.table]: puts } }));
  };
  for (let from = 0; from < groups.length; from += 8)
    await Promise.all(groups.slice(from, from + 8).map(write));
});

/** All pages, and their number. `between` changes files between two of them. */
async function pages(request: Omit<ListRequest, 'cursor'>, between?: (page: number) => Promise<void>) {
  const seen: string[] = [];
  let asked = 0;
  let cursor: string | undefined;
  do {
    const { files, nextCursor } = await listFiles(ports, owner, { ...request, cursor });
    seen.push(...files.map(({ id }) => id));
    asked++;
    await between?.(asked);
    cursor = nextCursor ?? undefined;
  } while (cursor);
  return { seen, asked };
}

describe('ten thousand files of one owner', () => {
  test('are found by type, by state and by time in few requests, none of them endless', async () => {
    const films = all.filter(({ detectedType }) => detectedType === 'video/mp4');
    const byType = await pages({ type: 'video/*', limit: 50 });
    expect(byType.seen).toEqual(newestFirst(films));
    expect(byType.asked).toBeLessThan(8);

    const rejected = await pages({ status: 'rejected', limit: 50 });
    expect(rejected.seen).toEqual(newestFirst(all.filter(({ status }) => status === 'rejected')));
    expect(rejected.asked).toBeLessThan(5);

    const none = await pages({ type: 'text/plain', limit: 50 });
    expect([none.seen, none.asked < 5]).toEqual([[], true]);

    const [createdAfter, createdBefore] = [all[2_000]?.createdAt, all[2_120]?.createdAt];
    const hours = await pages({ createdAfter, createdBefore, limit: 50 });
    expect(hours).toEqual({ seen: newestFirst(all.slice(2_000, 2_120)), asked: 3 });
  });

  test('are paged, each once, while others are added and removed', async () => {
    const removed = new Set<string>();
    const { seen } = await pages({ limit: perPage }, async (page) => {
      // Of the shown ones, the one at the cursor; of the later ones, one; and a new one at the top.
      const shown = all[count - page * perPage];
      const coming = all[count - page * perPage - 50];
      for (const file of [shown, coming]) {
        if (!file) continue;
        removed.add(file.id);
        const { pk, sk } = toItem(file);
        await table.send(new DeleteCommand({ TableName: system.table, Key: { pk, sk } }));
      }
      const added = toItem(fileAt(count + page));
      await table.send(new PutCommand({ TableName: system.table, Item: added }));
    });
    expect(new Set(seen).size).toBe(seen.length);
    const known = new Set(seen);
    expect(newestFirst(all).filter((id) => !removed.has(id) && !known.has(id))).toEqual([]);
  });
});
