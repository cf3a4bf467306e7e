import { randomUUID } from 'node:crypto';
import { DeleteCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { usageTable } from '../../lambda/aws/table/usage-table.js';
import { keyFor } from '../../lambda/core/file/object-key.js';
import { ago, hours, SweptStack, text } from './swept-stack.js';
import { until } from './until.js';
import { sdkTableClient } from '../aws/table/sdk-table-client.js';

let stack: SweptStack;
let owner: string;
beforeAll(async () => {
  stack = await SweptStack.deploy('WaybillLeftovers');
}, 180_000);
const someone = () => (owner = `swept-${randomUUID()}`);

describe('an orphan', () => {
  test('is counted, and removed a grace after it was first seen', async () => {
    const file = await stack.createAt(new Date(), someone());
    const known = await stack.putUnheard(file.key);
    const key = keyFor(owner, '01939f5e-8a00-7abc-8def-0123456789ab');
    await stack.putUnheard(key);
    const walkAnew = async () => {
      await stack.client.send(
        new DeleteCommand({ TableName: stack.table, Key: { pk: 'SWEEP', sk: 'WALK' } }),
      );
      return stack.sweep();
    };
    expect((await walkAnew()).counts.orphan).toBeGreaterThanOrEqual(1);
    expect(await stack.stored(key)).toBe(1);

    const { actions } = await stack.sweep({ dryRun: true });
    expect(actions).toContainEqual({ outcome: 'orphan', id: key });
    expect(actions).not.toContainEqual({ outcome: 'orphan', id: file.key });
    await age('ORPHAN#', { seenAt: ago(hours(24 * 8)).toISOString() });
    expect((await walkAnew()).counts['orphan-removed']).toBeGreaterThanOrEqual(1);
    expect(await stack.stored(key)).toBe(0);
    expect([known !== '', await stack.stored(file.key)]).toEqual([true, 1]);
  });
});

/** Makes the records of orphans older. */
async function age(prefix: string, fields: Record<string, unknown>): Promise<void> {
  const { Items = [] } = await stack.client.send(
    new ScanCommand({
      TableName: stack.table,
      FilterExpression: 'begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': prefix },
    }),
  );
  for (const { pk, sk } of Items as { pk: string; sk: string }[]) {
    for (const [name, value] of Object.entries(fields)) {
      await stack.client.send(
        new UpdateCommand({
          TableName: stack.table,
          Key: { pk, sk },
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value },
        }),
      );
    }
  }
}

test('a reservation whose create crashed is released after a second recount', async () => {
  const twoDaysAgo = ago(hours(48));
  await stack.createAt(new Date(), someone());
  // The create crashed here: there is no record.
  const usage = usageTable(sdkTableClient(stack.client), stack.table, () => twoDaysAgo);
  await usage.reserve(owner, { files: 1, bytes: 500, pendingFiles: 1 }, {});
  const due = { gsi2sk: `recount#${twoDaysAgo.toISOString()}#${owner}` };
  await age(`OWNER#${owner}`, due);
  await until('the first look', async () => (await stack.sweep()).counts.drifted);
  expect((await stack.usageOf(owner)).files).toBe(2);
  const { lastLook } = (await stack.item(`OWNER#${owner}`, 'USAGE')) ?? {};
  const anHourAgo = { ...(lastLook as object), at: ago(hours(1)).toISOString() };
  await age(`OWNER#${owner}`, { ...due, lastLook: anHourAgo });
  await until('the second look', async () => (await stack.sweep()).counts.corrected);
  expect(await stack.usageOf(owner)).toEqual({ files: 1, bytes: text.length, pendingFiles: 1 });
});
