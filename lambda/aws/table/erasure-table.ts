import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import type { ErasePorts } from '../../core/erasure/erase.js';
import type { Erasure, ErasurePorts } from '../../core/erasure/erasure.js';
import { dueKey, dueShards } from './item/due-key.js';
import { duePages } from './query/due-list.js';

/** How long the result of an erasure is kept. */
const keepSeconds = 30 * 24 * 60 * 60;

type ErasureItem = Omit<Erasure, 'requestedAt' | 'finishedAt'> & {
  readonly requestedAt: string;
  readonly finishedAt?: string;
};

const keyOf = (owner: string) => ({ pk: `OWNER#${owner}`, sk: 'ERASURE' });

/** An owner's last erasure, one item. While it runs, it is in the index of waiting items for the sweep. */
export function erasureTable(
  client: TableClient,
  table: string,
): ErasurePorts['erasures'] & ErasePorts['erasing'] {
  return {
    async of(owner) {
      const { Item } = await client.get({ TableName: table, Key: keyOf(owner), ConsistentRead: true });
      return Item && fromItem(Item);
    },

    // An update that sets all fields: the role of `files` may update records, but not put them.
    async begin({ owner, id, status, requestedAt, deleted }) {
      const item = {
        ...dueKey('erasure', requestedAt, owner),
        ...{ owner, id, status, requestedAt: requestedAt.toISOString(), deleted },
      };
      const names = Object.keys(item);
      await client.update({
        TableName: table,
        Key: keyOf(owner),
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} REMOVE finishedAt, expiresAtSeconds`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(item).map(([name, value]) => [`:${name}`, value]),
        ),
      });
    },

    async *listRunning(at) {
      for (let shard = 0; shard < dueShards; shard++) {
        for await (const items of duePages(client, table, shard, 'erasure', at)) {
          yield* items.map(fromItem);
        }
      }
    },

    async count(erasure, deleted) {
      await updateUnlessReplaced(erasure, {
        UpdateExpression: 'ADD deleted :deleted',
        ExpressionAttributeValues: { ':deleted': deleted },
      });
    },

    async finish(erasure, at) {
      await updateUnlessReplaced(erasure, {
        UpdateExpression:
          'SET #status = :done, finishedAt = :at, expiresAtSeconds = :until REMOVE gsi2pk, gsi2sk',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':done': 'done',
          ':at': at.toISOString(),
          ':until': Math.ceil(at.getTime() / 1000) + keepSeconds,
        },
      });
    },
  };

  /** Conditional on the erasure that was read; a newer one is not changed. */
  async function updateUnlessReplaced(
    { owner, id }: Erasure,
    update: {
      UpdateExpression: string;
      ExpressionAttributeNames?: Record<string, string>;
      ExpressionAttributeValues: Record<string, unknown>;
    },
  ): Promise<void> {
    try {
      await client.update({
        TableName: table,
        Key: keyOf(owner),
        ...update,
        ConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':id': id },
      });
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
  }
}

function fromItem(item: Record<string, unknown>): Erasure {
  const { id, owner, status, deleted, requestedAt, finishedAt } = item as unknown as ErasureItem;
  return {
    ...{ id, owner, status, deleted, requestedAt: new Date(requestedAt) },
    ...(finishedAt && { finishedAt: new Date(finishedAt) }),
  };
}
