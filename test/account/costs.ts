import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { OwnResource } from './own-stack.js';
import type { AccountClient, Deployed } from './target.js';

/** What was used: how often, and what one costs. */
export interface CostLine {
  readonly what: string;
  readonly count: number;
  /** USD for one, in us-east-1, as docs/cost.md has it, with its sources, or an estimate. */
  readonly price: number;
}

/** A function with 512 MB on arm64 for half a second, and its request. */
const invocationPrice = 0.2e-6 + 0.5 * 0.5 * 13.3334e-6;
/** docs/load.md: write units of one upload, and some reads. */
const uploadWrites = 16;

/** Counts from the logs and the table of the stack: of what is paid by use, everything that costs most. */
export async function costsOf(
  client: AccountClient,
  { table }: Deployed,
  resources: readonly OwnResource[],
): Promise<CostLine[]> {
  const groups = resources.filter(({ type }) => type === 'AWS::Logs::LogGroup').map(({ id }) => id);
  let requests = 0;
  let invocations = 0;
  let bytes = 0;
  const logs = new CloudWatchLogsClient(client);
  for (const logGroupName of groups)
    for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, { logGroupName }))
      for (const { message = '' } of events) {
        bytes += message.length;
        if (message.includes('"routeKey"')) requests++;
        if (message.startsWith('REPORT') || message.includes('"platform.report"')) invocations++;
      }
  const uploads = await countUploads(client, table);
  return [
    { what: 'requests to the HTTP API', count: requests, price: 1e-6 },
    { what: 'invocations of functions', count: Math.max(invocations, requests), price: invocationPrice },
    { what: 'write units of the table', count: uploads * uploadWrites, price: 0.625e-6 },
    { what: 'requests that write to S3', count: uploads * 2, price: 5e-6 },
    { what: 'GB of logs', count: bytes / 1e9, price: 0.5 },
    { what: 'hours of a secret', count: 1, price: 0.4 / 730 },
    { what: 'hours of alarms and metrics', count: 1, price: 10 / 730 },
  ];
}

async function countUploads(client: AccountClient, TableName: string): Promise<number> {
  let files = 0;
  const input = {
    TableName,
    FilterExpression: 'sk = :sk',
    ExpressionAttributeValues: { ':sk': { S: 'FILE' } },
    Select: 'COUNT',
  } as const;
  for await (const { Count = 0 } of paginateScan({ client: new DynamoDBClient(client) }, input))
    files += Count;
  return files;
}

export const totalOf = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { count, price }) => sum + count * price, 0);
