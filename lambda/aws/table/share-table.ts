import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Share, ShareCounter, Shares } from '../../core/share/share.js';
import { queryPages } from './query/query-pages.js';
import { fromShareItem, shareKey, toShareItem, type ShareItem } from './item/share-item.js';

/** Shares in DynamoDB, each found by the hash of its token. */
export function shareTable(client: DynamoDBDocumentClient, table: string): Shares & ShareCounter {
  return {
    async get(id) {
      // Consistent: a share that was revoked a moment ago must be so for the very next request.
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: shareKey(id), ConsistentRead: true }),
      );
      return Item && fromShareItem(Item as ShareItem);
    },

    async add(share) {
      await client.send(new PutCommand({ TableName: table, Item: toShareItem(share) }));
    },

    async ofFile(fileId, now) {
      const found: Share[] = [];
      // Those that are revoked or over wait for DynamoDB to remove them.
      const filter = 'attribute_not_exists(revokedAt) AND expiresAt > :now';
      for await (const items of pagesOf(fileId, filter, { ':now': now.toISOString() }))
        for (const item of items) found.push(fromShareItem(item as unknown as ShareItem));
      return found;
    },

    async revoke(id, now) {
      const item = await updateItem(id, {
        UpdateExpression: 'SET revokedAt = :now, revision = revision + :one',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(revokedAt)',
        ExpressionAttributeValues: { ':now': now.toISOString(), ':one': 1 },
      });
      return item && fromShareItem(item);
    },

    async removeAll(fileId) {
      for await (const items of pagesOf(fileId)) {
        await Promise.all(
          items.map(({ pk, sk }) => client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }))),
        );
      }
    },

    async count(id, now) {
      const item = await updateItem(id, {
        UpdateExpression: 'SET downloads = downloads + :one, lastUsedAt = :now, revision = revision + :one',
        // Times are ISO 8601 in UTC, which compare as they stand.
        ConditionExpression:
          'attribute_not_exists(revokedAt) AND expiresAt > :now AND (attribute_not_exists(maxDownloads) OR downloads < maxDownloads)',
        ExpressionAttributeValues: { ':now': now.toISOString(), ':one': 1 },
      });
      return item !== undefined;
    },
  };

  /** All that were made of a file, whatever became of them; the index follows the shares after a moment. */
  function pagesOf(fileId: string, filter?: string, values = {}) {
    return queryPages(client, {
      TableName: table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :file AND begins_with(gsi1sk, :share)',
      ...(filter && { FilterExpression: filter }),
      ExpressionAttributeValues: { ':file': `FILE#${fileId}`, ':share': 'SHARE#', ...values },
    });
  }

  /** One conditional write; undefined where the condition did not hold. */
  async function updateItem(
    id: string,
    update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ): Promise<ShareItem | undefined> {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({ TableName: table, Key: shareKey(id), ReturnValues: 'ALL_NEW', ...update }),
      );
      return Attributes as ShareItem;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }
}
