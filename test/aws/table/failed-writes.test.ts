import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { endpointTable } from '../../../lambda/aws/table/endpoint-table.js';
import { erasureTable } from '../../../lambda/aws/table/erasure-table.js';
import { fileTable, recordRemover } from '../../../lambda/aws/table/file-table.js';
import { guessTable } from '../../../lambda/aws/table/guess-table.js';
import { orphanTable } from '../../../lambda/aws/table/orphan-table.js';
import { recountTable } from '../../../lambda/aws/table/recount-table.js';
import { shareTable } from '../../../lambda/aws/table/share-table.js';
import { uploadTable } from '../../../lambda/aws/table/upload-table.js';
import { usageTable } from '../../../lambda/aws/table/usage-table.js';
import { noon, photo } from '../../core/records.js';
import { endpoint } from '../../core/webhook/endpoint.js';
import { fakeTable } from './fake-table.js';
import type { TableClient } from '../../../lambda/aws/table/query/table-client.js';

type Write = (client: TableClient) => Promise<unknown>;

const table = 'files';
const usage = { owner: 'alice', files: 1, bytes: 900, pendingFiles: 0, seq: 7 };
const erasure = { id: 'erasure', owner: 'alice', status: 'running', requestedAt: noon, deleted: 0 } as const;
const guesses = { failed: 1, lastAt: noon, notBefore: noon, revision: 1 };
const failingWith = (error: Error) => fakeTable(() => Promise.reject(error));

/** Each conditional write, and its result where the condition does not hold. */
const writes: [string, Write, unknown][] = [
  ['a file', (client) => fileTable(client, table).change(photo(), { filename: 'b.png' }), undefined],
  ['the removal of a record', (client) => recordRemover(client, table)(photo()), false],
  ['the revocation of a link', (client) => shareTable(client, table).revoke('share', noon), undefined],
  ['the count of a download', (client) => shareTable(client, table).count('share', noon), false],
  ['an endpoint', (client) => endpointTable(client, table, []).change(endpoint(), {}), undefined],
  ['a guess', (client) => guessTable(client, table).set('share', 'all', undefined, guesses), false],
  [
    'the place of the walk',
    (client) => orphanTable(client, table).walk.moveTo({ phase: 'done', startedAt: noon, seq: 1 }),
    false,
  ],
  ['a recount', (client) => recountTable(client, table).settle(usage), false],
  ['an erasure that was replaced', (client) => erasureTable(client, table).finish(erasure, noon), undefined],
  // The client has repeated a write whose response was lost.
  ['an upload without a key', (client) => uploadTable(client, table, () => noon).add(photo()), true],
  [
    'a reservation',
    (client) => usageTable(client, table, () => noon).reserve('alice', usage, { maxFiles: 1 }),
    'maxFiles',
  ],
];

test.each(writes)('%s that another write was faster with is not written', async (_what, write, result) => {
  const refused = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
  await expect(write(failingWith(refused))).resolves.toEqual(result);
});

test.each(writes)(
  '%s that cannot be written fails: it does not look like a conflict',
  async (_what, write) => {
    const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    await expect(write(failingWith(error))).rejects.toBe(error);
  },
);
