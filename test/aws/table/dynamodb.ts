import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { signedTableClient } from '../../../lambda/aws/table/query/signed-table-client.js';
import { sdkTableClient } from './sdk-table-client.js';
import { useDynamoDbAt } from './environment.js';
import { serveTransactions } from './transactions.js';

export const table = 'files';

/** DynamoDB in this process, with our table in it as the construct makes it. */
export async function startTable() {
  const inner = dynalite({ createTableMs: 0 });
  const outer = serveTransactions(await listen(inner), createServer());
  const endpoint = await listen(outer);
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  const plain = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials });
  const documents = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  useDynamoDbAt(endpoint);
  const names = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'];
  await plain.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((IndexName) => ({
        IndexName,
        KeySchema: keys(`${IndexName}pk`, `${IndexName}sk`),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
  return {
    client: signedTableClient(),
    /** The same table by the AWS SDK. */
    sdkClient: sdkTableClient(documents),
    /** Stores items as they are, and nothing beside them. */
    async put(...items: readonly object[]) {
      // API reference, "BatchWriteItem".
      const most = 25;
      for (let from = 0; from < items.length; from += most) {
        const requests = items
          .slice(from, from + most)
          .map((item) => ({ PutRequest: { Item: { ...item } } }));
        await documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
      }
    },
    /** As it is stored. */
    item: async (Key: { pk: string; sk: string }) =>
      (await documents.send(new GetCommand({ TableName: table, Key }))).Item,
    async stop() {
      plain.destroy();
      for (const server of [outer, inner]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

const keys = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
