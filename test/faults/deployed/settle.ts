import { setTimeout as pause } from 'node:timers/promises';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dueKey } from '../../../lambda/aws/table/item/due-key.js';
import { fileTable } from '../../../lambda/aws/table/file-table.js';
import { usageKey } from '../../../lambda/aws/table/usage-table.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { DeployedStack } from './deployed-stack.js';
import { readTable } from './read-stack.js';
import { sdkTableClient } from '../../aws/table/sdk-table-client.js';

const ago = (hours: number) => new Date(Date.now() - hours * 3600_000);

const isWaiting = ({ status, version }: FileRecord) =>
  ['pending', 'completing', 'uploaded'].includes(status) || (status === 'deleted' && version !== undefined);

/**
 * Runs sweeps until nothing waits. Hours pass by making records older: a wait of a minute then counts as long enough.
 * @returns what still waits
 */
export async function settle(stack: DeployedStack): Promise<readonly FileRecord[]> {
  await stack.hearEvents(true);
  let waiting: readonly FileRecord[] = [];
  for (let round = 0; round < 30; round++) {
    await stack.redrive();
    for (let polls = 0; polls < 120 && (await stack.validation.waiting()) > 0; polls++) await pause(250);
    const { records, usages } = await readTable(stack);
    waiting = records.filter(isWaiting);
    // Twice after the last one, for a recount and its second check.
    if (waiting.length === 0 && round >= 4) return [];
    for (const file of waiting) await age(stack, file);
    for (const owner of usages.keys()) await ageUsage(stack, owner);
    await stack.sweep();
  }
  return waiting;
}

async function age({ tables, address }: DeployedStack, file: FileRecord): Promise<void> {
  const { status, swept, uploadedAt } = file;
  const attempts = swept?.attempts ?? 0;
  await fileTable(sdkTableClient(tables), address.table).change(file, {
    uploadExpiresAt: ago(3),
    ...(uploadedAt && { uploadedAt: ago(2) }),
    ...((swept || status === 'completing') && { swept: { attempts, at: ago(1) } }),
  });
}

async function ageUsage({ tables, address }: DeployedStack, owner: string): Promise<void> {
  const { gsi2sk } = dueKey('recount', ago(48), owner);
  const setIf = async (condition: string, expression: string, value: string) => {
    const update = {
      ...{ TableName: address.table, Key: usageKey(owner), UpdateExpression: expression },
      ...{ ConditionExpression: condition, ExpressionAttributeValues: { ':value': value } },
      ...(expression.includes('#at') && { ExpressionAttributeNames: { '#at': 'at' } }),
    };
    await tables.send(new UpdateCommand(update)).catch((error: unknown) => {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    });
  };
  await setIf('attribute_exists(gsi2pk)', 'SET gsi2sk = :value', gsi2sk);
  await setIf('attribute_exists(lastLook)', 'SET lastLook.#at = :value', ago(24).toISOString());
}
