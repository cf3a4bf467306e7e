import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { fileTable } from '../../lambda/aws/table/file-table.js';
import type { Usage } from '../../lambda/core/file/usage.js';
import { system } from '../stack/system.js';
import { sdkTableClient } from '../aws/table/sdk-table-client.js';

/** Accesses every table of the engine, as root. */
export const tableClient = DynamoDBDocumentClient.from(new DynamoDBClient(system.client), {
  marshallOptions: { removeUndefinedValues: true },
});

export const nothing: Usage = { files: 0, bytes: 0, pendingFiles: 0 };

/** The usage of an owner in the table. */
export async function usageOf(owner: string, table = system.table): Promise<Usage> {
  const Key = { pk: `OWNER#${owner}`, sk: 'USAGE' };
  const { Item } = await tableClient.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  const { files = 0, bytes = 0, pendingFiles = 0 } = (Item ?? {}) as Partial<Usage>;
  return { files, bytes, pendingFiles };
}

/** Expires an upload: both its lifetime and its last signature. */
export async function expire(id: string, table = system.table) {
  const files = fileTable(sdkTableClient(tableClient), table);
  const file = await files.get(id);
  const over = new Date(Date.now() - 60_000);
  const expired = file && (await files.change(file, { status: 'expired', uploadExpiresAt: over }));
  if (!expired) throw new Error(`${id} cannot expire`);
  return expired;
}
