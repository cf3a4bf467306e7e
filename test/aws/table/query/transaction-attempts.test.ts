import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { retryBesideTransactions, transact } from '../../../../lambda/aws/table/query/transaction.js';
import { fakeTable } from '../fake-table.js';

// Without the waits: they are chosen at random, from zero up.
beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

const canceled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    ...{ message: 'canceled', $metadata: {} },
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const conflict = () => new TransactionConflictException({ message: 'in a transaction', $metadata: {} });

/** Fails so often, then succeeds. */
function failing(times: number, error: () => Error) {
  const calls: unknown[] = [];
  const send = async (command: unknown) => {
    if (calls.push(command) <= times) throw error();
    return {};
  };
  return { client: fakeTable(send), send, calls };
}

const twoItems = [{ Delete: { TableName: 'files', Key: {} } }, { Delete: { TableName: 'files', Key: {} } }];

describe('a transaction', () => {
  test('that conflicts with another is retried, seven times at most', async () => {
    const lucky = failing(7, () => canceled('None', 'TransactionConflict'));
    await expect(transact(lucky.client, twoItems)).resolves.toBeUndefined();
    expect(lucky.calls).toHaveLength(8);
    const hopeless = failing(8, () => canceled('TransactionConflict', 'None'));
    await expect(transact(hopeless.client, twoItems)).rejects.toMatchObject({
      ...{ code: 'conflict', detail: expect.stringContaining('send the request again') },
    });
    expect(hopeless.calls).toHaveLength(8);
  });

  test.each([
    [['ConditionalCheckFailed', 'None'], 0],
    [['None', 'ConditionalCheckFailed'], 1],
    // Nothing would be different after a retry.
    [['TransactionConflict', 'ConditionalCheckFailed'], 1],
  ])('that is canceled with %j is refused by its item %i, and not retried', async (codes, item) => {
    const { client, calls } = failing(1, () => canceled(...codes));
    await expect(transact(client, twoItems)).resolves.toBe(item);
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['for another reason', () => canceled('None', 'ThrottlingError')],
    ['without reasons', () => new TransactionCanceledException({ message: 'canceled', $metadata: {} })],
    ['by another error', () => new Error('ThrottlingException')],
    [
      'by one that only looks alike',
      () => Object.assign(new Error('x'), { CancellationReasons: [{ Code: 'TransactionConflict' }] }),
    ],
  ])('that fails %s fails at once', async (_what, error) => {
    const { client, calls } = failing(1, error);
    await expect(transact(client, twoItems)).rejects.toBeInstanceOf(Error);
    expect(calls).toHaveLength(1);
  });
});

describe('a single write', () => {
  test('of an item in a transaction is retried, seven times at most', async () => {
    const lucky = failing(7, conflict);
    await expect(retryBesideTransactions(() => lucky.send('write'))).resolves.toEqual({});
    expect(lucky.calls).toHaveLength(8);
    const hopeless = failing(8, conflict);
    await expect(retryBesideTransactions(() => hopeless.send('write'))).rejects.toBeInstanceOf(
      TransactionConflictException,
    );
    expect(hopeless.calls).toHaveLength(8);
  });

  test('that fails otherwise is not retried', async () => {
    const { send, calls } = failing(1, () => new Error('ConditionalCheckFailedException'));
    await expect(retryBesideTransactions(() => send('write'))).rejects.toThrow('ConditionalCheckFailed');
    expect(calls).toHaveLength(1);
  });
});
