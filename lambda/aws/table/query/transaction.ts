import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TableClient } from './table-client.js';
import { isTransactionCanceled, isTransactionConflict } from './table-error.js';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../../core/problem.js';

const attempts = 8;
const firstPauseMs = 20;

/**
 * Writes all items atomically. DynamoDB rejects a transaction that conflicts with another one (developer guide,
 * "Transaction conflicts"), which says nothing about the conditions: it is retried with backoff. Throws `conflict` if
 * all tries fail.
 * @returns the index of the first item whose condition failed, or undefined on success
 */
export async function transact(
  client: TableClient,
  items: NonNullable<TransactWriteCommandInput['TransactItems']>,
): Promise<number | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.transactWrite({ TransactItems: items });
      return undefined;
    } catch (error) {
      if (!isTransactionCanceled(error)) throw error;
      const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
      const refused = codes.indexOf('ConditionalCheckFailed');
      if (refused >= 0) return refused;
      if (!codes.includes('TransactionConflict')) throw error;
      if (attempt === attempts) throw contended();
    }
    await waitAfterConflict(attempt);
  }
}

/**
 * A single write of an item that transactions change too: it is rejected during a transaction (API reference,
 * "UpdateItem", TransactionConflictException), which the SDK does not retry. It happens to owners who create uploads
 * while others are being verified.
 */
export async function retryBesideTransactions<Answer>(write: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!isTransactionConflict(error) || attempt === attempts) throw error;
    }
    await waitAfterConflict(attempt);
  }
}

const contended = () =>
  new Problem('conflict', 'Too many changes came at the same time; send the request again');

const waitAfterConflict = (attempt: number) => pause(Math.random() * firstPauseMs * 2 ** attempt);
