import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';

type Item = Record<string, unknown>;

const attempts = 6;
const firstPauseMs = 20;

/**
 * Up to 100 items by their keys, none of them twice, read consistently; those that there are, in any order. DynamoDB
 * may leave some for another request (API reference, "BatchGetItem", UnprocessedKeys): they are asked for again, with
 * growing pauses.
 */
export async function getMany(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly { pk: string; sk: string }[],
): Promise<Item[]> {
  const items: Item[] = [];
  let left: Item[] = keys.map((key) => ({ ...key }));
  for (let attempt = 1; left.length > 0; attempt++) {
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
    );
    items.push(...(Responses[table] ?? []));
    left = UnprocessedKeys[table]?.Keys ?? [];
    if (left.length > 0 && attempt === attempts)
      throw new Error(`DynamoDB left ${left.length} of ${keys.length} keys unread`);
    if (left.length > 0) await pause(Math.random() * firstPauseMs * 2 ** attempt);
  }
  return items;
}
