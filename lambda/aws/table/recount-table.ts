import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import type { Look, RecountPorts, StoredUsage } from '../../core/sweep/recount.js';
import { dueKey, dueShards } from './item/due-key.js';
import { duePages } from './query/due-list.js';
import { usageKey } from './usage-table.js';

type UsageItem = Omit<StoredUsage, 'owner' | 'lastLook'> & {
  readonly lastLook: Omit<Look, 'at'> & { readonly at: string };
};

/** Usage items with a new upload since their last recount, in the index of waiting items. */
export function recountTable(client: TableClient, table: string): RecountPorts['usages'] {
  return {
    async *listUnchecked(until) {
      for (let shard = 0; shard < dueShards; shard++) {
        for await (const items of duePages(client, table, shard, 'recount', until)) {
          for (const { pk } of items) {
            // Not from the index: `seq` must be at least as new as the list that will be counted.
            const owner = String(pk).slice('OWNER#'.length);
            const { Item } = await client.get({
              TableName: table,
              Key: usageKey(owner),
              ConsistentRead: true,
            });
            if (Item) yield fromItem(owner, Item);
          }
        }
      }
    },

    settle: (usage) => updateIfUnchanged(usage, { remove: ['gsi2pk', 'gsi2sk', 'lastLook'] }),

    note: (usage, look, since) =>
      updateIfUnchanged(usage, {
        set: {
          lastLook: { ...look, at: look.at.toISOString() },
          gsi2sk: dueKey('recount', since, usage.owner).gsi2sk,
        },
      }),

    correct: (usage, found) =>
      updateIfUnchanged(usage, {
        set: { ...found, seq: usage.seq + 1 },
        remove: ['gsi2pk', 'gsi2sk', 'lastLook'],
      }),
  };

  async function updateIfUnchanged(
    { owner, seq }: StoredUsage,
    { set = {}, remove = [] }: { set?: Record<string, unknown>; remove?: readonly string[] },
  ): Promise<boolean> {
    const names = [...Object.keys(set), ...remove];
    const assigned = Object.keys(set).map((name) => `#${name} = :${name}`);
    const expression = [
      ...(assigned.length > 0 ? [`SET ${assigned.join(', ')}`] : []),
      ...(remove.length > 0 ? [`REMOVE ${remove.map((name) => `#${name}`).join(', ')}`] : []),
    ];
    try {
      await client.update({
        TableName: table,
        Key: usageKey(owner),
        UpdateExpression: expression.join(' '),
        ConditionExpression: '#seq = :read',
        ExpressionAttributeNames: Object.fromEntries([...names, 'seq'].map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
          ':read': seq,
        },
      });
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }
}

function fromItem(owner: string, item: Record<string, unknown>): StoredUsage {
  const { files = 0, bytes = 0, pendingFiles = 0, seq = 0, lastLook } = item as Partial<UsageItem>;
  const look = lastLook && { ...lastLook, at: new Date(lastLook.at) };
  return { owner, files, bytes, pendingFiles, seq, ...(look && { lastLook: look }) };
}
