import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resourcesOf, synthesize } from '../lib/synthesize.js';
import { requestOf, shown } from './counterexample.js';
import { configurations } from './deployment/configurations.js';
import { readDeployment } from './deployment/deployment.js';
import type { Statement } from './iam/statement.js';
import { invariantsOf } from './invariants/invariants.js';
import { poseQuestion, violationsOf } from './proof.js';
import { Solver } from './solver.js';

const [byDefault] = configurations;
if (!byDefault) throw new Error('there is no configuration');
const { props, promises } = byDefault;
let solver: Solver;
beforeAll(async () => {
  solver = await Solver.start();
});
afterAll(() => solver.stop());

const deployment = readDeployment(resourcesOf(synthesize(props)));

/** What is printed of a deployment in which one statement of the bucket's policy is another. */
async function broken(sid: string, change: (statement: Statement) => Statement[]): Promise<string[]> {
  const policies = deployment.policies.map((policy) =>
    policy.title === 'policy of Bucket'
      ? { ...policy, statements: policy.statements.flatMap((one) => (one.sid === sid ? change(one) : [one])) }
      : policy,
  );
  const question = poseQuestion(promises, deployment, invariantsOf(promises), policies);
  const violations = await violationsOf(solver, question, deployment, policies);
  return violations.map(({ invariant, model }) => `${invariant.name}\n${shown(requestOf(question, model))}`);
}

test('nothing is printed of a deployment as it is', async () => {
  expect(await broken('DenyReadUnlessClean', (statement) => [statement])).toEqual([]);
});

describe('a request that breaks an invariant is printed in plain words:', () => {
  test('who reads what is not verified', async () => {
    const [first = ''] = await broken('DenyReadUnlessClean', () => []);
    expect(first).toMatch(/^unverified-bytes\n {2}who {7}administrator\n {2}action {4}s3:GetObject/);
    expect(first).toMatch(/resource {2}arn:aws:s3:::Bucket\/files\//);
    expect(first).toMatch(/without .*s3:ExistingObjectTag\/verdict/);
  });

  test('an action that a list of names would miss', async () => {
    const named = ['s3:GetObjectTorrent', 's3:GetObjectVersionTorrent', 's3:RestoreObject'];
    const list = ({ notAction: _, ...statement }: Statement): Statement[] => [
      { ...statement, action: named },
    ];
    const printed = await broken('DenyUnknownActions', list);
    expect(printed.find((one) => one.startsWith('replication'))).toMatch(
      /s3:(Replicate|GetObjectVersionFor|Initiate)/,
    );
    expect(printed.find((one) => one.startsWith('unknown-actions'))).toBeDefined();
  });

  test('an old signature', async () => {
    const doubled = (statement: Statement): Statement[] => [
      { ...statement, when: { ...statement.when, NumericGreaterThan: { 's3:signatureAge': ['1800000'] } } },
    ];
    expect(await broken('DenyStaleReadSignature', doubled)).toEqual([expect.stringMatching(/^read-age\n/)]);
  });
});

test('a condition that the proof does not know is refused, not overlooked', async () => {
  const strange = (statement: Statement): Statement[] => [
    { ...statement, when: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } } },
  ];
  await expect(broken('DenyReadUnlessClean', strange)).rejects.toThrow(
    'unknown condition operator IpAddress',
  );
});
