import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import {
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../../core/problem.js';

const attempts = 8;
const firstPauseMs = 20;

/**
 * Writes all items or none. Another transaction on one of them makes DynamoDB refuse at once (developer guide,
 * "Transaction conflicts"), which says nothing about the conditions: it is tried again, with growing pauses.
 * Refuses with `conflict` where that is in vain.
 * @returns the index of the first item whose condition did not hold, or undefined where all was written
 */
export async function transact(
  client: DynamoDBDocumentClient,
  items: NonNullable<TransactWriteCommandInput['TransactItems']>,
): Promise<number | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
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
 * A single write of an item that transactions change too: refused while one of them is at it (API reference,
 * "UpdateItem", TransactionConflictException), which no SDK tries again. An owner who creates while files of theirs are
 * being verified would meet it.
 */
export async function retryBesideTransactions<Answer>(write: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || attempt === attempts) throw error;
    }
    await waitAfterConflict(attempt);
  }
}

const contended = () =>
  new Problem('conflict', 'Too many changes came at the same time; send the request again');

const waitAfterConflict = (attempt: number) => pause(Math.random() * firstPauseMs * 2 ** attempt);
