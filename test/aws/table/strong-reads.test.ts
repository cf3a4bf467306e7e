import { expect, test } from '@jest/globals';
import { deliveryTable } from '../../../lambda/aws/table/delivery-table.js';
import { endpointTable } from '../../../lambda/aws/table/endpoint-table.js';
import { erasureTable } from '../../../lambda/aws/table/erasure-table.js';
import { fileTable } from '../../../lambda/aws/table/file-table.js';
import { grantTable } from '../../../lambda/aws/table/grant-table.js';
import { guessTable } from '../../../lambda/aws/table/guess-table.js';
import { dueShards } from '../../../lambda/aws/table/item/due-key.js';
import { orphanTable } from '../../../lambda/aws/table/orphan-table.js';
import { recountTable } from '../../../lambda/aws/table/recount-table.js';
import { sharedList } from '../../../lambda/aws/table/shared-list.js';
import { shareTable } from '../../../lambda/aws/table/share-table.js';
import { uploadTable } from '../../../lambda/aws/table/upload-table.js';
import { noon, photoId } from '../../core/records.js';
import type { TableClient } from '../../../lambda/aws/table/query/table-client.js';
import { fakeTable } from './fake-table.js';

type Read = (client: TableClient) => Promise<unknown>;

const table = 'files';

/** Whether reads of the table (not of its indexes, which never are) are strongly consistent; engines do not show it. */
async function consistencyOf(read: Read, item?: object): Promise<unknown[]> {
  const asked: unknown[] = [];
  const send = async (input: Record<string, unknown>) => {
    const { RequestItems, IndexName } = input as {
      RequestItems?: Record<string, { ConsistentRead: boolean }>;
      IndexName?: string;
    };
    if (!IndexName) asked.push(RequestItems ? RequestItems[table]?.ConsistentRead : input['ConsistentRead']);
    return { Items: IndexName && item ? [item] : [] };
  };
  await read(fakeTable(send));
  return asked;
}

test.each<[string, Read]>([
  ['a file: what was deleted is not read', (client) => fileTable(client, table).get(photoId)],
  ['files: as one', (client) => fileTable(client, table).getMany([photoId])],
  ['a link: what was revoked is not opened', (client) => shareTable(client, table).get('share')],
  [
    'grants: what was revoked is not read',
    (client) => grantTable(client, table).isGranted(photoId, ['user:bob']),
  ],
  [
    'shared files: what was revoked is not listed',
    (client) => sharedList(client, table).readGranted([{ fileId: photoId, grantIds: ['a'] }]),
  ],
  ['guesses: each counts for the next', (client) => guessTable(client, table).get('share', 'all')],
  [
    'an idempotency key: a request repeated at once is one',
    (client) => uploadTable(client, table, () => noon).under('alice', 'key'),
  ],
  [
    'an endpoint: its old secret is not used after a rotation',
    (client) => endpointTable(client, table, []).get('whe_1'),
  ],
  ['endpoints: one that was removed gets nothing', (client) => endpointTable(client, table, []).all()],
  [
    'the log of deliveries: it has the one just made',
    (client) => deliveryTable(client, table).list('whe_1', {}, { limit: 1 }),
  ],
  ['an erasure: its progress is the present one', (client) => erasureTable(client, table).of('alice')],
  [
    'the place of the walk: two sweeps do not process a page twice',
    (client) => orphanTable(client, table).walk.place(),
  ],
  [
    'an orphan: its grace period does not begin again',
    (client) => orphanTable(client, table).orphans.firstSighting('key'),
  ],
])('strongly consistent is %s', async (_what, read) => {
  expect(await consistencyOf(read)).toEqual([true]);
});

test('a recount reads each usage strongly consistent: its list must not be newer', async () => {
  const item = { pk: 'OWNER#alice', sk: 'USAGE' };
  const read: Read = async (client) => {
    const { listUnchecked } = recountTable(client, table);
    for await (const usage of listUnchecked(noon)) expect(usage).toBeUndefined();
  };
  expect(await consistencyOf(read, item)).toEqual(Array(dueShards).fill(true));
});

test('records of orphans are read eventually consistent, at half the cost: those that are missing are read once more', async () => {
  expect(await consistencyOf((client) => orphanTable(client, table).orphans.records([photoId]))).toEqual([
    false,
  ]);
});

test('nothing is read of no grantees, and of no files', async () => {
  expect(await consistencyOf((client) => grantTable(client, table).isGranted(photoId, []))).toEqual([]);
  expect(await consistencyOf((client) => fileTable(client, table).getMany([]))).toEqual([]);
});
