import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { fileTable } from '../../../../lambda/aws/table/file-table.js';
import { grantTable } from '../../../../lambda/aws/table/grant-table.js';
import { usageTable } from '../../../../lambda/aws/table/usage-table.js';
import { signedTableClient } from '../../../../lambda/aws/table/query/signed-table-client.js';
import type { TableClient } from '../../../../lambda/aws/table/query/table-client.js';
import { grantIdOf, type Grant } from '../../../../lambda/core/grant/grant.js';
import { noon, photo } from '../../../core/records.js';
import { useDynamoDbAt } from '../environment.js';

// DynamoDB rejects a write of an item during a transaction; the local engine runs one request after the other.

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const writeRefused = { __type: 'com.amazonaws.dynamodb.v20120810#TransactionConflictException' };
const transactionRefused = {
  __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
  CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
};

/** A table with conflicts for the first requests. */
async function busyFor(refusals: number, body: object = writeRefused) {
  let asked = 0;
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (++asked <= refusals) response.writeHead(400).end(JSON.stringify(body));
      else response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  useDynamoDbAt(endpoint);
  return { client: signedTableClient(), asked: () => asked };
}

const one = { files: 1, bytes: 10, pendingFiles: 1 };

describe('a single write of an item that a transaction is at', () => {
  test.each([
    ['reserving', (client: TableClient) => usageTable(client, 'files', () => noon).reserve('alice', one, {})],
    ['releasing', (client: TableClient) => usageTable(client, 'files', () => noon).release('alice', one)],
    [
      'moving a file',
      (client: TableClient) =>
        fileTable(client, 'files').change(photo({ status: 'pending' }), { status: 'completing' }),
    ],
  ])('%s: is retried until the transaction is done', async (_what, write) => {
    const { client, asked } = await busyFor(2);
    await write(client);
    expect(asked()).toBe(3);
  });
});

describe('a transaction with conflicts', () => {
  const grant: Grant = {
    ...{ id: grantIdOf('user:bob'), fileId: photo().id, grantee: 'user:bob', createdAt: noon },
  };

  test('is retried until there are none', async () => {
    const { client, asked } = await busyFor(2, transactionRefused);
    await expect(grantTable(client, 'files').add(grant)).resolves.toEqual({ grant, isNew: true });
    expect(asked()).toBe(3);
  });

  test('throws a conflict that the client can retry, if there are too many', async () => {
    const { client } = await busyFor(Infinity, transactionRefused);
    const granted = grantTable(client, 'files').add(grant);
    await expect(granted).rejects.toMatchObject({ code: 'conflict' });
  }, 20_000);
});
