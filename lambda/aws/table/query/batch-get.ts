import type { TableClient } from './table-client.js';
import { setTimeout as pause } from 'node:timers/promises';

type Item = Record<string, unknown>;

/** API reference, "BatchGetItem". */
const keysPerRequest = 100;

const attempts = 6;
const firstPauseMs = 20;

/**
 * Distinct items by their keys; the existing ones, in any order. Unprocessed keys (API reference, "BatchGetItem",
 * UnprocessedKeys) are retried with backoff.
 * @param isConsistent strongly; otherwise eventually, at half the cost
 */
export async function getMany(
  client: TableClient,
  table: string,
  keys: readonly { pk: string; sk: string }[],
  isConsistent = true,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let from = 0; from < keys.length; from += keysPerRequest) {
    const batch = await getBatch(client, table, keys.slice(from, from + keysPerRequest), isConsistent);
    for (const item of batch) items.push(item);
  }
  return items;
}

async function getBatch(
  client: TableClient,
  table: string,
  keys: readonly { pk: string; sk: string }[],
  ConsistentRead: boolean,
): Promise<Item[]> {
  const items: Item[] = [];
  let left: Item[] = keys.map((key) => ({ ...key }));
  for (let attempt = 1; left.length > 0; attempt++) {
    const { Responses = {}, UnprocessedKeys = {} } = await client.batchGet({
      RequestItems: { [table]: { Keys: left, ConsistentRead } },
    });
    for (const item of Responses[table] ?? []) items.push(item);
    left = UnprocessedKeys[table]?.Keys ?? [];
    if (left.length > 0 && attempt === attempts)
      throw new Error(`DynamoDB left ${left.length} of ${keys.length} keys unread`);
    if (left.length > 0) await pause(Math.random() * firstPauseMs * 2 ** attempt);
  }
  return items;
}
