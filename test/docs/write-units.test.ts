import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fileTable } from '../../lambda/aws/table/file-table.js';
import { toItem } from '../../lambda/aws/table/item/file-item.js';
import { signedTableClient } from '../../lambda/aws/table/query/signed-table-client.js';
import type { TableClient } from '../../lambda/aws/table/query/table-client.js';
import { uploadTable } from '../../lambda/aws/table/upload-table.js';
import { usageTable } from '../../lambda/aws/table/usage-table.js';
import type { FileRecord } from '../../lambda/core/file/file.js';
import { usageOf } from '../../lambda/core/file/usage.js';
import { useDynamoDbAt } from '../aws/table/environment.js';
import { noon, photo } from '../core/records.js';
import { rows, section } from './page.js';

/** DynamoDB's own API, which takes every write and counts it. */
let writes: { action: string; items: number }[] = [];
const server = createServer((request, response) => {
  void json(request).then((body) => {
    const action = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    const { TransactItems = [{}] } = body as { TransactItems?: unknown[] };
    writes.push({ action, items: TransactItems.length });
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
  });
});
let client: TableClient;

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  useDynamoDbAt(endpoint);
  client = signedTableClient();
});
afterAll(() => {
  server.close().closeAllConnections();
});

/** Of items up to 1 KB: one unit a write, two in a transaction (developer guide, "Read and write operations"). */
async function tableUnits(write: () => Promise<unknown>): Promise<number> {
  writes = [];
  await write();
  return writes.reduce(
    (sum, { action, items }) => sum + (action === 'TransactWriteItems' ? 2 * items : 1),
    0,
  );
}

/**
 * Developer guide, "Provisioned throughput considerations for Global Secondary Indexes": one unit to put, change or
 * remove an item of an index, two where its key changes, none where it was and is not in it.
 */
function indexUnits(index: 'gsi1' | 'gsi2', before: FileRecord | undefined, after: FileRecord): number {
  const keyOf = (file: FileRecord | undefined) => {
    const item = file && toItem(file);
    return item?.[`${index}pk`] && `${String(item[`${index}pk`])} ${String(item[`${index}sk`])}`;
  };
  const [was, is] = [keyOf(before), keyOf(after)];
  if (was === undefined && is === undefined) return 0;
  return was !== undefined && is !== undefined && was !== is ? 2 : 1;
}

/** An owner's usage waits in `gsi2` for its recount, whose key stays, from a reservation on: each change is one there. */
const usageInIndex = 1;

test('docs/load.md counts the write units of an upload that the code makes', async () => {
  const now = () => noon;
  const files = fileTable(client, 'table');
  const uploads = uploadTable(client, 'table', now);
  const usage = usageTable(client, 'table', now);
  const pending = photo();
  const uploaded: FileRecord = { ...pending, status: 'uploaded', uploadedAt: noon };
  const verified: FileRecord = { ...uploaded, status: 'verified', verifiedAt: noon };
  const request = { owner: 'alice', key: 'one', requestHash: 'hash' };

  const reserve = await tableUnits(() => usage.reserve('alice', usageOf(pending), {}));
  const add = await tableUnits(() => uploads.add(pending));
  const addOnce = await tableUnits(() => uploads.add(pending, request));
  const arrive = await tableUnits(() => files.change(pending, { status: 'uploaded', uploadedAt: noon }));
  const decide = await tableUnits(() => files.change(uploaded, { status: 'verified', verifiedAt: noon }));
  const gsi = (index: 'gsi1' | 'gsi2') => [
    indexUnits(index, undefined, pending),
    indexUnits(index, pending, uploaded),
    indexUnits(index, uploaded, verified),
  ];
  const [asked1 = 0, arrived1 = 0, decided1 = 0] = gsi('gsi1');
  const [asked2 = 0, arrived2 = 0, decided2 = 0] = gsi('gsi2');

  const table = reserve + add + arrive + decide;
  const first = asked1 + arrived1 + decided1;
  const second = asked2 + arrived2 + decided2 + 2 * usageInIndex;
  const shown = rows(section('docs/load.md', '### What one upload costs')).map((cells) => cells.slice(1, 4));
  expect(shown).toEqual([
    [`${reserve} + ${add}`, `${asked1}`, `${usageInIndex} + ${asked2}`],
    [`+ ${addOnce - add}`, '', ''],
    [`${arrive}`, `${arrived1}`, `${arrived2}`],
    [`${decide}`, `${decided1}`, `${decided2} + ${usageInIndex}`],
    [`${table} (${table + addOnce - add} with a key)`, `${first}`, `${second}`],
  ]);
  const text = section('docs/load.md', '### What one upload costs');
  expect(text).toContain(
    `${table + first + second} write units in total, ${table + first + second + addOnce - add} with a key`,
  );
});
