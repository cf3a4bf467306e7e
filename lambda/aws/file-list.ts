import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FileRecord } from '../core/file.js';
import type { ListFilesPorts } from '../core/list-files.js';
import { fileKey, fromItem, listKey, type FileItem } from './file-item.js';

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
  };
}
