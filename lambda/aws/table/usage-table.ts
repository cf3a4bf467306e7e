import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import type { CreateUploadPorts } from '../../core/upload/create-upload.js';
import type { Quota, Usage } from '../../core/file/usage.js';
import { dueKey } from './item/due-key.js';
import { retryBesideTransactions } from './query/transaction.js';

/** Each limit, and the count that it limits. */
const counts = {
  maxFiles: 'files',
  maxBytes: 'bytes',
  maxPendingUploads: 'pendingFiles',
} as const satisfies Record<keyof Quota, keyof Usage>;

/**
 * Usage of owners, one item each. `seq` increases with every change, so that a recount can detect a concurrent change.
 * A reservation is not atomic with its record, so each schedules a recount a day later.
 */
export function usageTable(client: TableClient, table: string, now: () => Date): CreateUploadPorts['usage'] {
  return {
    async reserve(owner, usage, quota) {
      const tooLarge = exceeded(quota, usage);
      if (tooLarge) return tooLarge;
      try {
        const update = {
          TableName: table,
          ...withRecount(usageUpdate(owner, usage, quota), owner, now()),
        };
        await retryBesideTransactions(() =>
          client.update({ ...update, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        );
        return undefined;
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        const held = Object.fromEntries(
          Object.entries(error.Item ?? {}).map(([name, value]) => [name, Number(value.N ?? 0)]),
        ) as unknown as Usage;
        return exceeded(quota, added(held, usage)) ?? 'maxFiles';
      }
    },

    async release(owner, usage) {
      const change = withRecount(usageUpdate(owner, negated(usage)), owner, now());
      const update = { TableName: table, ...change };
      await retryBesideTransactions(() => client.update(update));
    },
  };
}

export const usageKey = (owner: string) => ({ pk: `OWNER#${owner}`, sk: 'USAGE' });

/** Schedules a recount of the owner, unless one is scheduled. */
function withRecount(update: ReturnType<typeof usageUpdate>, owner: string, now: Date) {
  const { gsi2pk, gsi2sk } = dueKey('recount', now, owner);
  return {
    ...update,
    UpdateExpression: `${update.UpdateExpression} SET gsi2pk = :due, gsi2sk = if_not_exists(gsi2sk, :since)`,
    ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':due': gsi2pk, ':since': gsi2sk },
  };
}

/** Updates an owner's usage, within a quota if one is given; also as part of a transaction. */
export function usageUpdate(owner: string, change: Usage, quota: Quota = {}) {
  const limits = (Object.keys(counts) as (keyof Quota)[]).flatMap((limit) => {
    const most = quota[limit];
    return most === undefined ? [] : [{ limit, count: counts[limit], room: most - change[counts[limit]] }];
  });
  return {
    Key: usageKey(owner),
    UpdateExpression: 'ADD files :files, bytes :bytes, pendingFiles :pendingFiles, seq :one',
    ExpressionAttributeValues: {
      ':files': change.files,
      ':bytes': change.bytes,
      ':pendingFiles': change.pendingFiles,
      ':one': 1,
      ...Object.fromEntries(limits.map(({ limit, room }) => [`:${limit}`, room])),
    },
    ...(limits.length > 0 && {
      ConditionExpression: `attribute_not_exists(pk) OR (${limits.map(({ limit, count }) => `${count} <= :${limit}`).join(' AND ')})`,
    }),
  };
}

const negated = ({ files, bytes, pendingFiles }: Usage): Usage => ({
  files: -files,
  bytes: -bytes,
  pendingFiles: -pendingFiles,
});

const added = (one: Usage, other: Usage): Usage => ({
  files: one.files + other.files,
  bytes: one.bytes + other.bytes,
  pendingFiles: one.pendingFiles + other.pendingFiles,
});

const exceeded = (quota: Quota, usage: Usage): keyof Quota | undefined =>
  (Object.keys(counts) as (keyof Quota)[]).find((limit) => usage[counts[limit]] > (quota[limit] ?? Infinity));
