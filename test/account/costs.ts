import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { customMetrics } from '../lib/cost/counts.js';
import { items, type Item } from '../lib/cost/model.js';
import { priceOf } from '../lib/cost/prices.js';
import type { OwnResource } from './own-stack.js';
import type { AccountClient, Deployed } from './target.js';

/** What was used, in the items and at the prices of docs/cost.md. */
export interface CostLine {
  readonly what: string;
  readonly count: number;
  /** USD for one, in us-east-1. */
  readonly price: number;
}

/** What the logs of a run say. */
export interface LoggedUse {
  readonly requests: number;
  readonly invocations: number;
  readonly gigabyteSeconds: number;
  readonly bytes: number;
}

/** What a run has used. */
export interface Use extends LoggedUse {
  readonly uploads: number;
  /** Types of the resources that were deployed. */
  readonly types: readonly string[];
}

/** Of an invocation without a report in its log: those of a local engine have none. */
const assumedGigabyteSeconds = 0.5 * 0.25;
const hoursOfMonth = 730;

/** Counts from the logs and the table of the stack. */
export async function costsOf(
  client: AccountClient,
  { table }: Deployed,
  resources: readonly OwnResource[],
): Promise<CostLine[]> {
  const groups = resources.filter(({ type }) => type === 'AWS::Logs::LogGroup').map(({ id }) => id);
  const logs = new CloudWatchLogsClient(client);
  const messages: string[] = [];
  for (const logGroupName of groups)
    for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, { logGroupName }))
      messages.push(...events.map(({ message = '' }) => message));
  const uploads = await countUploads(client, table);
  const use = { ...loggedUse(messages), uploads, types: resources.map(({ type }) => type) };
  return billOf(use, await items());
}

/** Lambda developer guide, "Using JSON log format": `platform.report` has the duration; as text, `REPORT` has it. */
export function loggedUse(messages: readonly string[]): LoggedUse {
  const reports = messages.flatMap((message) => reportIn(message) ?? []);
  const requests = messages.filter((message) => message.includes('"routeKey"')).length;
  const invocations = Math.max(reports.length, requests);
  const reported = reports.reduce((sum, { seconds, gigabytes }) => sum + seconds * gigabytes, 0);
  return {
    requests,
    invocations,
    gigabyteSeconds: reported + (invocations - reports.length) * assumedGigabyteSeconds,
    bytes: messages.reduce((sum, message) => sum + Buffer.byteLength(message), 0),
  };
}

const durations = [
  /"billedDurationMs":\s*(?<milliseconds>\d+).*?"memorySizeMB":\s*(?<megabytes>\d+)/,
  /Billed Duration: (?<milliseconds>\d+) ms\s+Memory Size: (?<megabytes>\d+) MB/,
];

function reportIn(message: string): { seconds: number; gigabytes: number } | undefined {
  if (!message.startsWith('REPORT') && !message.includes('"platform.report"')) return undefined;
  for (const duration of durations) {
    const { milliseconds, megabytes } = duration.exec(message)?.groups ?? {};
    if (milliseconds !== undefined)
      return { seconds: Number(milliseconds) / 1000, gigabytes: Number(megabytes) / 1024 };
  }
  return undefined;
}

/** What the logs count is counted; the rest is what so many uploads need, and an hour of what waits. */
export function billOf(
  { requests, invocations, gigabyteSeconds, bytes, uploads, types }: Use,
  all: readonly Item[],
): CostLine[] {
  const number = (type: string) => types.filter((one) => one === type).length;
  const counted: Readonly<Record<string, number>> = {
    'requests to the API': requests,
    'invocations of functions': invocations,
    'GB-seconds of functions': gigabyteSeconds,
    'bytes of logs': bytes,
    traces: invocations,
    'custom metrics': customMetrics() / hoursOfMonth,
    alarms: number('AWS::CloudWatch::Alarm') / hoursOfMonth,
    secrets: number('AWS::SecretsManager::Secret') / hoursOfMonth,
    'GB stored for a month': 0,
  };
  return all.map(({ name, upload }) => ({
    what: name,
    count: counted[name] ?? upload * uploads,
    price: priceOf(name),
  }));
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
