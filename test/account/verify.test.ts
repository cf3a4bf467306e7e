import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { system } from '../stack/system.js';
import { stackName } from './own-stack.js';

jest.setTimeout(600_000);
const execute = promisify(execFile);
const cloudFormation = new CloudFormationClient(system.client);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-verify-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const verify = (...args: readonly string[]) =>
  execute(process.execPath, [
    ...['--import', 'tsx', 'test/account/main.ts', '--region', system.region],
    ...['--endpoint', system.awsEndpoint, '--report', path.join(folder, 'report.md'), ...args],
  ]);
/** All of them in `npm run test:all`. */
const suites = process.env['WAYBILL_VERIFY_SUITES'] ?? 'short';
const stacks = async () => (await cloudFormation.send(new DescribeStacksCommand({}))).Stacks ?? [];
const own = async () =>
  (await stacks()).filter(
    (stack) => stack.StackName === stackName && stack.StackStatus !== 'DELETE_COMPLETE',
  );

/** As a run leaves its stack that is killed. */
const leaveStack = (...Tags: { Key: string; Value: string }[]) =>
  cloudFormation.send(
    new CreateStackCommand({
      ...{ StackName: stackName, Tags },
      TemplateBody: JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } }),
    }),
  );

describe('npm run verify:aws', () => {
  test('deploys, tests, asks and removes, and touches no other stack', async () => {
    const others = (await stacks()).map(({ StackId }) => StackId).sort();
    await leaveStack({ Key: 'waybill:purpose', Value: 'verify-aws' });
    const { stdout } = await verify('--suites', suites);
    expect(stdout).toContain('an earlier run has left its stack');
    expect(stdout).toMatch(/this removes what it made: npm run verify:aws -- .*--remove/);
    const report = await readFile(path.join(folder, 'report.md'), 'utf8');
    if (suites === 'all') process.stdout.write(report);
    expect(report).toMatch(/\| verified-files \| [1-9]\d* \| 0 \|/);
    expect(report).toMatch(/\| Is a version that was removed 403 or 404[^|]*\| (403|404) \|/);
    expect(report).not.toContain('no answer');
    expect(report).toMatch(/## Leftovers\n\nNone\./);
    expect(await own()).toEqual([]);
    expect((await stacks()).map(({ StackId }) => StackId).sort()).toEqual(expect.arrayContaining(others));
  });

  test('leaves a stack of its name alone that it did not make', async () => {
    await leaveStack();
    await expect(verify('--remove')).rejects.toThrow(/exit|Command failed/);
    expect(await own()).toHaveLength(1);
    await cloudFormation.send(new DeleteStackCommand({ StackName: stackName }));
  });

  test('removes what a killed run has left', async () => {
    await leaveStack({ Key: 'waybill:purpose', Value: 'verify-aws' });
    const { stdout } = await verify('--remove');
    expect(stdout).toContain('removed, and nothing is left');
    expect(await own()).toEqual([]);
  });
});
