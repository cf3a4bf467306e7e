import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import type { GuessCounters } from '../../core/share/guess-limit.js';

interface GuessItem {
  readonly failed: number;
  readonly lastAt: string;
  readonly notBefore: string;
  readonly revision: number;
}

/** Longer than any delay, and than the hour after which the count resets. */
const keptSeconds = 2 * 60 * 60;

/** Counters of wrong guesses at passwords: one item for each share and network, and one for all networks. */
export function guessTable(client: TableClient, table: string): GuessCounters {
  const keyOf = (shareId: string, counter: string) => ({ pk: `SHARE#${shareId}`, sk: `GUESSES#${counter}` });
  return {
    async get(shareId, counter) {
      const { Item } = await client.get({
        TableName: table,
        Key: keyOf(shareId, counter),
        ConsistentRead: true,
      });
      if (!Item) return undefined;
      const { failed, lastAt, notBefore, revision } = Item as GuessItem;
      return { failed, lastAt: new Date(lastAt), notBefore: new Date(notBefore), revision };
    },

    async set(shareId, counter, read, { failed, lastAt, notBefore, revision }) {
      try {
        await client.update({
          TableName: table,
          Key: keyOf(shareId, counter),
          UpdateExpression:
            'SET failed = :failed, lastAt = :lastAt, notBefore = :notBefore, revision = :revision, expiresAtSeconds = :end',
          ConditionExpression: read ? 'revision = :read' : 'attribute_not_exists(pk)',
          ExpressionAttributeValues: {
            ':failed': failed,
            ':lastAt': lastAt.toISOString(),
            ':notBefore': notBefore.toISOString(),
            ':revision': revision,
            ':end': Math.ceil(lastAt.getTime() / 1000) + keptSeconds,
            ...(read && { ':read': read.revision }),
          },
        });
        return true;
      } catch (error) {
        if (isConditionFailed(error)) return false;
        throw error;
      }
    },
  };
}
