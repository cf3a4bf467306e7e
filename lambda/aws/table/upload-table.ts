import { createHash } from 'node:crypto';
import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import type { CreateUploadPorts, IdempotentRequest } from '../../core/upload/create-upload.js';
import { toItem } from './item/file-item.js';
import { transact } from './query/transaction.js';

/** How long an idempotency key is kept. */
const keySeconds = 24 * 60 * 60;

interface KeyItem {
  readonly id: string;
  readonly requestHash: string;
  readonly expiresAtSeconds: number;
}

/** New uploads, and their idempotency keys. */
export function uploadTable(
  client: TableClient,
  table: string,
  now: () => Date,
): CreateUploadPorts['uploads'] {
  const nowSeconds = () => Math.floor(now().getTime() / 1000);
  return {
    async add(file, request) {
      const put = { TableName: table, Item: toItem(file), ConditionExpression: 'attribute_not_exists(pk)' };
      if (request)
        return (await transact(client, [{ Put: put }, { Put: keyPut(request, file.id) }])) === undefined;
      try {
        await client.put(put);
        return true;
      } catch (error) {
        // The SDK retries a write after a lost response: the existing item may be our own.
        if (isConditionFailed(error)) return true;
        throw error;
      }
    },

    async under(owner, key) {
      const { Item } = await client.get({ TableName: table, Key: keyOf(owner, key), ConsistentRead: true });
      const item = Item as KeyItem | undefined;
      // DynamoDB removes items some time after their expiry (developer guide, "Time to Live").
      return item && item.expiresAtSeconds > nowSeconds() ? item : undefined;
    },
  };

  function keyPut({ owner, key, requestHash }: IdempotentRequest, id: string) {
    const item: KeyItem = { id, requestHash, expiresAtSeconds: nowSeconds() + keySeconds };
    return {
      TableName: table,
      Item: { ...keyOf(owner, key), ...item },
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAtSeconds <= :now',
      ExpressionAttributeValues: { ':now': nowSeconds() },
    };
  }
}

/** Hashed: a client's key may be long, and should not appear in logs of keys. */
function keyOf(owner: string, key: string) {
  const hash = createHash('sha256').update(key).digest('base64url');
  return { pk: `IDEM#${owner}#${hash}`, sk: 'IDEM' } as const;
}
