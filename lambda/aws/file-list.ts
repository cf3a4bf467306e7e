import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FileRecord } from '../core/file.js';
import type { ListFilesPorts } from '../core/list-files.js';
import { fileKey, fromItem, heldPartition, heldShards, listKey, type FileItem } from './file-item.js';

/** A filter may leave pages nearly empty; one request looks at no more than this many of them. */
const pagesPerRequest = 10;

/** An owner's files, newest first, from the index `gsi1` (eventually consistent: a new file may take a moment to show). */
export function fileList(client: DynamoDBDocumentClient, table: string): ListFilesPorts['files'] {
  return {
    async list(owner, { status, limit, afterId }) {
      const files: FileRecord[] = [];
      let lastId = afterId;
      for (let page = 0; page < pagesPerRequest; page++) {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'gsi1',
            KeyConditionExpression: 'gsi1pk = :owner',
            ExpressionAttributeValues: { ':owner': `OWNER#${owner}`, ...(status && { ':status': status }) },
            ...(status && {
              FilterExpression: '#status = :status',
              ExpressionAttributeNames: { '#status': 'status' },
            }),
            ScanIndexForward: false,
            // Never more than are still wanted, so that the place to go on from is the last one returned.
            Limit: limit - files.length,
            ...(lastId && { ExclusiveStartKey: { ...fileKey(lastId), ...listKey(owner, lastId) } }),
          }),
        );
        files.push(...Items.map((item) => fromItem(item as FileItem)));
        if (!LastEvaluatedKey) return { files };
        lastId = LastEvaluatedKey['gsi1sk'] as string;
        if (files.length >= limit) break;
      }
      return { files, ...(lastId && { lastId }) };
    },

    // All shards of the index `gsi2` at once: ids sort by time in each, so a cursor is a place in all of them.
    async listHeld({ limit, afterId }) {
      const shards = await Promise.all(
        Array.from({ length: heldShards }, async (_, shard) => {
          const { Items = [], LastEvaluatedKey } = await client.send(
            new QueryCommand({
              TableName: table,
              IndexName: 'gsi2',
              KeyConditionExpression: `gsi2pk = :shard${afterId ? ' AND gsi2sk < :after' : ''}`,
              ExpressionAttributeValues: {
                ':shard': heldPartition(shard),
                ...(afterId && { ':after': afterId }),
              },
              ScanIndexForward: false,
              Limit: limit,
            }),
          );
          const files = Items.map((item) => fromItem(item as FileItem));
          return { files, lastId: LastEvaluatedKey && files.at(-1)?.id };
        }),
      );
      const newestFirst = shards
        .flatMap(({ files }) => files)
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      // A shard that was cut short (a page holds 1 MB) may go on before what others already gave.
      const known = shards
        .map(({ lastId }) => lastId ?? '')
        .reduce((one, other) => (one > other ? one : other));
      const files = newestFirst.filter(({ id }) => id >= known).slice(0, limit);
      const last = files.at(-1)?.id;
      return { files, ...(last && (known || files.length < newestFirst.length) && { lastId: last }) };
    },
  };
}
