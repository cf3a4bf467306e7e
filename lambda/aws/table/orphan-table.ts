import { createHash } from 'node:crypto';
import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import type { OrphanPorts, WalkPlace } from '../../core/sweep/orphans.js';
import { fileKey, fromItem, type FileItem } from './item/file-item.js';
import { getMany } from './query/batch-get.js';

/** The record of an orphan outlives any grace period; the time to live removes it after that. */
const noteSeconds = 2 * 365 * 24 * 60 * 60;

const placeKey = { pk: 'SWEEP', sk: 'WALK' };

/** The position of the walk through the bucket, and the orphans that it has found. */
export function orphanTable(client: TableClient, table: string): Pick<OrphanPorts, 'walk' | 'orphans'> {
  const get = async (Key: Record<string, string>) => {
    const { Item } = await client.get({ TableName: table, Key, ConsistentRead: true });
    return Item;
  };
  return {
    walk: {
      async place() {
        const item = await get(placeKey);
        if (!item) return undefined;
        const { phase, startedAt, next, seq } = item as Omit<WalkPlace, 'startedAt'> & { startedAt: string };
        return { phase, startedAt: new Date(startedAt), seq, ...(next && { next }) };
      },

      async moveTo({ phase, startedAt, next, seq }) {
        try {
          await client.update({
            TableName: table,
            Key: placeKey,
            UpdateExpression: `SET phase = :phase, startedAt = :startedAt, seq = :now${next ? ', #next = :next' : ' REMOVE #next'}`,
            ConditionExpression: 'attribute_not_exists(pk) OR seq = :read',
            ExpressionAttributeNames: { '#next': 'next' },
            ExpressionAttributeValues: {
              ':phase': phase,
              ':startedAt': startedAt.toISOString(),
              ':read': seq,
              ':now': seq + 1,
              ...(next && { ':next': next }),
            },
          });
          return true;
        } catch (error) {
          if (isConditionFailed(error)) return false;
          throw error;
        }
      },
    },

    orphans: {
      async records(ids) {
        const items = await getMany(client, table, ids.map(fileKey), false);
        return items.map((item) => fromItem(item as unknown as FileItem));
      },

      async recordSighting(name, at) {
        const { Attributes } = await client.update({
          TableName: table,
          Key: noteKey(name),
          UpdateExpression:
            'SET seenAt = if_not_exists(seenAt, :at), expiresAtSeconds = if_not_exists(expiresAtSeconds, :until)',
          ExpressionAttributeValues: {
            ':at': at.toISOString(),
            ':until': Math.ceil(at.getTime() / 1000) + noteSeconds,
          },
          ReturnValues: 'ALL_NEW',
        });
        return new Date(String(Attributes?.['seenAt']));
      },

      async firstSighting(name) {
        const note = await get(noteKey(name));
        return note && new Date(String(note['seenAt']));
      },
    },
  };
}

/** Hashed: keys of foreign objects may have any length. */
function noteKey(name: string) {
  return { pk: `ORPHAN#${createHash('sha256').update(name).digest('base64url')}`, sk: 'ORPHAN' };
}
