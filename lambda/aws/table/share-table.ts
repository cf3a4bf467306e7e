import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import type { Share, ShareCounter, Shares } from '../../core/share/share.js';
import { queryPages } from './query/query-pages.js';
import { fromShareItem, shareKey, toShareItem, type ShareItem } from './item/share-item.js';

/** Shares in DynamoDB, keyed by the hash of the token. */
export function shareTable(client: TableClient, table: string): Shares & ShareCounter {
  return {
    async get(id) {
      // Strongly consistent: a revocation takes effect with the next request.
      const { Item } = await client.get({ TableName: table, Key: shareKey(id), ConsistentRead: true });
      return Item && fromShareItem(Item as ShareItem);
    },

    async add(share) {
      await client.put({ TableName: table, Item: toShareItem(share) });
    },

    async ofFile(fileId, now) {
      const found: Share[] = [];
      // Revoked and expired ones wait for DynamoDB's time to live.
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
        await Promise.all(items.map(({ pk, sk }) => client.delete({ TableName: table, Key: { pk, sk } })));
      }
    },

    async count(id, now) {
      const item = await updateItem(id, {
        UpdateExpression: 'SET downloads = downloads + :one, lastUsedAt = :now, revision = revision + :one',
        // Times are ISO 8601 in UTC, which compare as text.
        ConditionExpression:
          'attribute_not_exists(revokedAt) AND expiresAt > :now AND (attribute_not_exists(maxDownloads) OR downloads < maxDownloads)',
        ExpressionAttributeValues: { ':now': now.toISOString(), ':one': 1 },
      });
      return item !== undefined;
    },
  };

  /** All shares of a file, in every state; the index is eventually consistent. */
  function pagesOf(fileId: string, filter?: string, values = {}) {
    return queryPages(client, {
      TableName: table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :file AND begins_with(gsi1sk, :share)',
      ...(filter && { FilterExpression: filter }),
      ExpressionAttributeValues: { ':file': `FILE#${fileId}`, ':share': 'SHARE#', ...values },
    });
  }

  /** One conditional write; undefined if the condition failed. */
  async function updateItem(
    id: string,
    update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ): Promise<ShareItem | undefined> {
    try {
      const { Attributes } = await client.update({
        TableName: table,
        Key: shareKey(id),
        ReturnValues: 'ALL_NEW',
        ...update,
      });
      return Attributes as ShareItem;
    } catch (error) {
      if (isConditionFailed(error)) return undefined;
      throw error;
    }
  }
}
