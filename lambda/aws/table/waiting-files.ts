import type { TableClient } from './query/table-client.js';
import { expiryOf } from '../../core/file/file.js';
import type { SweepPorts } from '../../core/sweep/ports.js';
import { dueShards } from './item/due-key.js';
import { duePages } from './query/due-list.js';
import { fromItem, heldPartition, heldShards, type FileItem } from './item/file-item.js';
import { queryPages } from './query/query-pages.js';

/** Waiting files, from the index `gsi2`, which is eventually consistent. */
export function waitingFiles(client: TableClient, table: string): SweepPorts['waiting'] {
  return {
    shards: Math.max(dueShards, heldShards),

    async *files(shard, wait, until) {
      for await (const items of duePages(client, table, shard, wait, until)) {
        yield items.map((item) => fromItem(item as unknown as FileItem));
      }
    },

    async *listExpiredHeld(shard, at) {
      if (shard >= heldShards) return;
      const held = queryPages(client, {
        TableName: table,
        IndexName: 'gsi2',
        KeyConditionExpression: 'gsi2pk = :shard',
        FilterExpression: 'attribute_exists(expiresInSeconds)',
        ExpressionAttributeValues: { ':shard': heldPartition(shard) },
      });
      for await (const items of held) {
        const files = items.map((item) => fromItem(item as unknown as FileItem));
        yield files.filter((file) => (expiryOf(file) ?? at) < at);
      }
    },
  };
}
