import type { TableClient } from './table-client.js';
import { duePartition, dueRange, type DueKind } from '../item/due-key.js';
import { queryPages } from './query-pages.js';

/** Items of one kind and shard that have waited since `until` or longer, from the index `gsi2`. */
export const duePages = (client: TableClient, table: string, shard: number, kind: DueKind, until: Date) =>
  queryPages(client, {
    TableName: table,
    IndexName: 'gsi2',
    KeyConditionExpression: 'gsi2pk = :shard AND gsi2sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':shard': duePartition(shard), ...dueRange(kind, until) },
    // Small, so that items are processed before they are stale.
    Limit: 100,
  });
