import { describe, expect, test } from '@jest/globals';
import {
  findLeftovers,
  type LeftoverSources,
  type LivingStack,
} from '../../../../client/command/leftovers/find-leftovers.js';
import { holds, leftoverLines } from '../../../../client/command/leftovers/leftovers-table.js';

/** What the local engine does not have: stacks that are being changed, secrets named by their ARN, other partitions. */
const secret = 'arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:Files-WebhookKey-a1B2c3';
const bucket = 'arn:aws-cn:s3:::files-bucket';

const sourcesWith = (stack: LivingStack | undefined): LeftoverSources => ({
  region: 'cn-north-1',
  async *tagged() {
    for (const arn of [secret, bucket, 'arn:aws-cn:sqs:cn-north-1:111122223333:queue'])
      yield await Promise.resolve({ arn, deployment: 'Files/Waybill' });
  },
  stack: () => Promise.resolve(stack),
  contents: ({ kind }) =>
    Promise.resolve(
      kind === 'secret' ? { count: null, unit: null } : { count: 1000, unit: 'versions', isMore: true },
    ),
  async *deadLogGroups(name) {
    yield await Promise.resolve(`/aws/lambda/${name}-CustomS3`);
  },
});
const found = async (stack?: LivingStack, only?: string) => {
  const all = [];
  for await (const one of findLeftovers(sourcesWith(stack), only)) all.push(one);
  return all;
};
const kinds = async (stack?: LivingStack) => (await found(stack)).map(({ kind }) => kind);

describe('a leftover', () => {
  test('is what no stack has any more', async () => {
    expect(await kinds()).toEqual(['secret', 'bucket', 'log-group']);
  });

  test.each([
    ['by its ARN, as CloudFormation names it', secret],
    ['by its name', 'Files-WebhookKey'],
  ])('is no secret that a stack has %s', async (_how, id) => {
    expect(await kinds({ isChanging: false, resources: new Set([id]) })).toEqual(['bucket', 'log-group']);
  });

  test('is nothing of a stack that is being changed', async () => {
    expect(await found({ isChanging: true, resources: new Set() })).toEqual([]);
  });

  test('is of one stack alone where it is named', async () => {
    const of = async (only: string) => (await found(undefined, only)).map(({ deployment }) => deployment);
    expect(await of('Files')).toEqual(['Files/Waybill', 'Files/Waybill', 'Files']);
    expect(await of('Other')).toEqual(['Other']);
  });
});

test('people see what it holds, then the commands, with the region', async () => {
  const lines = leftoverLines(await found(), 'cn-north-1').map((line) =>
    typeof line === 'object' && 'verbatim' in line ? line.verbatim : String(line),
  );
  expect(lines.slice(0, 4)).toEqual([
    'DEPLOYMENT     KIND       HOLDS                   NAME',
    `Files/Waybill  secret     -                       ${secret}`,
    'Files/Waybill  bucket     1,000 versions or more  files-bucket',
    'Files          log-group  1,000 versions or more  /aws/lambda/Files-CustomS3',
  ]);
  expect(lines).toContain('Nothing was removed. These commands remove them for good, with what they hold:');
  expect(lines).toContain('aws s3api delete-bucket --bucket files-bucket --region cn-north-1');
  expect(lines.findIndex((line) => line.includes('delete-objects'))).toBeLessThan(
    lines.findIndex((line) => line.includes('delete-bucket')),
  );
  expect(leftoverLines([], 'eu-west-1')).toEqual([
    'Nothing is left in eu-west-1: each resource is in its stack.',
  ]);
});

test.each([
  [{ count: 0, unit: 'versions' }, 'no versions'],
  [{ count: 1, unit: 'users' }, '1 user'],
  [{ count: 2500, unit: 'bytes' }, '2.5 KB'],
  [{ count: null, unit: 'records' }, 'unknown'],
] as const)('%j is shown as "%s"', (contents, text) => {
  expect(holds(contents)).toBe(text);
});
