import type { TableClient } from './query/table-client.js';
import type { GrantReader } from '../../core/access/reach.js';
import { grantIdOf, maxGrantsPerFile, type Grants } from '../../core/grant/grant.js';
import { fileKey } from './item/file-item.js';
import { fromGrantItem, grantKey, grantPrefix, toGrantItem, type GrantItem } from './item/grant-item.js';
import { transact } from './query/transaction.js';

/** Grants: items beside the file's record, which counts them in `grantCount`. */
export function grantTable(client: TableClient, table: string): Grants & GrantReader {
  /** One strongly consistent query, however many groups a token has: a file has few grants. */
  async function itemsOf(fileId: string): Promise<GrantItem[]> {
    const { Items = [] } = await client.query({
      TableName: table,
      KeyConditionExpression: 'pk = :file AND begins_with(sk, :grant)',
      ExpressionAttributeValues: { ':file': fileKey(fileId).pk, ':grant': grantPrefix },
      ConsistentRead: true,
    });
    return Items as GrantItem[];
  }

  /** Not a change of the file: its revision stays the same. */
  const counting = (fileId: string, by: 1 | -1, condition: string, values = {}) => ({
    TableName: table,
    Key: fileKey(fileId),
    UpdateExpression: 'ADD grantCount :by',
    ConditionExpression: condition,
    ExpressionAttributeValues: { ':by': by, ...values },
  });

  return {
    async isGranted(fileId, grantees) {
      if (grantees.length === 0) return false;
      const wanted = new Set<string>(grantees.map((grantee) => grantKey(fileId, grantIdOf(grantee)).sk));
      return (await itemsOf(fileId)).some(({ sk }) => wanted.has(sk));
    },

    async add(grant) {
      const refused = await transact(client, [
        {
          Put: {
            TableName: table,
            Item: toGrantItem(grant),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Update: {
            ...counting(
              grant.fileId,
              1,
              '#status = :verified AND (attribute_not_exists(grantCount) OR grantCount < :max)',
              { ':verified': 'verified', ':max': maxGrantsPerFile },
            ),
            ExpressionAttributeNames: { '#status': 'status' },
          },
        },
      ]);
      if (refused === undefined) return { grant, isNew: true };
      if (refused > 0) return 'refused';
      const { Item } = await client.get({
        TableName: table,
        Key: grantKey(grant.fileId, grant.id),
        ConsistentRead: true,
      });
      return Item ? { grant: fromGrantItem(Item as GrantItem), isNew: false } : this.add(grant);
    },

    ofFile: async (fileId) => (await itemsOf(fileId)).map(fromGrantItem),

    async remove(fileId, id) {
      await transact(client, [
        {
          Delete: {
            TableName: table,
            Key: grantKey(fileId, id),
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
        { Update: counting(fileId, -1, 'attribute_exists(pk)') },
      ]);
    },

    async removeAll(fileId) {
      const keys = (await itemsOf(fileId)).map(({ pk, sk }) => ({ pk, sk }));
      // All fit into one transaction: its maximum number of items is that of a file's grants (developer guide,
      // "Quotas").
      if (keys.length > 0)
        await transact(
          client,
          keys.map((Key) => ({ Delete: { TableName: table, Key } })),
        );
    },
  };
}
