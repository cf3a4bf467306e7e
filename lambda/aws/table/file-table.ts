import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import { getMany } from './query/batch-get.js';
import type { FileRecord } from '../../core/file/file.js';
import type { EndedFiles, RecordChanges, Files } from '../../core/file/files.js';
import type { ReadUrlsPorts } from '../../core/read/read-urls.js';
import { usageChange, usageOf } from '../../core/file/usage.js';
import { fileKey, fromItem, toItem, type FileItem } from './item/file-item.js';
import { itemUpdate } from './query/item-update.js';
import { retryBesideTransactions, transact } from './query/transaction.js';
import { usageUpdate } from './usage-table.js';

/**
 * Files in DynamoDB. Every change is one conditional write (optimistic locking; developer guide, "Condition
 * expressions").
 */
export function fileTable(client: TableClient, table: string): Files & EndedFiles & ReadUrlsPorts['files'] {
  const changeOf = (file: FileRecord, changes: RecordChanges) => {
    const after: FileRecord = { ...file, ...changes, revision: file.revision + 1 };
    const update = { TableName: table, Key: fileKey(file.id), ...itemUpdate(toItem(file), toItem(after)) };
    return { after, update, usage: usageChange(file, after) };
  };

  return {
    async get(id) {
      // Strongly consistent: a verification or deletion takes effect with the next request.
      const { Item } = await client.get({ TableName: table, Key: fileKey(id), ConsistentRead: true });
      return Item && fromItem(Item as FileItem);
    },

    async getMany(ids) {
      const items = await getMany(client, table, ids.map(fileKey));
      return items.map((item) => fromItem(item as FileItem));
    },

    async change(file, changes) {
      const { after, update, usage } = changeOf(file, changes);
      if (usage) {
        const items = [
          { Update: update },
          { Update: { TableName: table, ...usageUpdate(file.owner, usage) } },
        ];
        return (await transact(client, items)) === undefined ? after : undefined;
      }
      try {
        await retryBesideTransactions(() => client.update(update));
        return after;
      } catch (error) {
        if (isConditionFailed(error)) return undefined;
        throw error;
      }
    },

    async revive(file, changes, quota) {
      const { after, update, usage = usageOf(after) } = changeOf(file, changes);
      const counted = { Update: { TableName: table, ...usageUpdate(file.owner, usage, quota) } };
      const refused = await transact(client, [{ Update: update }, counted]);
      return refused === undefined ? after : refused === 0 ? undefined : 'over-quota';
    },
  };
}

/** Removes a record if it is unchanged: the table's time to live may take two days more. */
export function recordRemover(client: TableClient, table: string): (file: FileRecord) => Promise<boolean> {
  return async ({ id, revision }) => {
    try {
      await client.delete({
        TableName: table,
        Key: fileKey(id),
        ConditionExpression: 'revision = :read',
        ExpressionAttributeValues: { ':read': revision },
      });
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  };
}
