import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { configurations } from '../deployment/configurations.js';
import type { Deployment } from '../deployment/deployment.js';
import { poseQuestion, violationsOf } from '../proof.js';
import { Solver } from '../solver.js';
import type { Claim } from './claim.js';
import { allow, arn, evaluations, get, type Given, type Written } from './evaluation-cases.js';
import { readStatement, type Policy } from './statement.js';

const roleArns = new Map(['reader', 'other'].map((name) => [name, arn(name)]));

let solver: Solver;
beforeAll(async () => {
  solver = await Solver.start();
});
afterAll(() => solver.stop());

/** Whether all of these requests are allowed, none is, or some. */
async function answer(given: Given, claim: Claim): Promise<'all' | 'none' | 'some'> {
  const policies = Object.entries(given).map(([kind, written]): Policy => ({
    title: kind,
    kind: kind as Policy['kind'],
    ...(kind !== 'resource' && { role: 'reader' }),
    statements: (written as readonly Written[]).map(readStatement),
  }));
  const deployment: Deployment = { policies, roleArns };
  const promises = configurations[0]?.promises;
  if (!promises) throw new Error('there is no configuration');
  const invariants = [
    { name: 'all', says: '', may: [claim] },
    { name: 'none', says: '', of: claim, only: [] },
  ];
  const question = poseQuestion(promises, deployment, invariants);
  const broken = await violationsOf(solver, question, deployment, policies);
  if (broken.length > 1) return 'some';
  return broken[0]?.invariant.name === 'all' ? 'none' : 'all';
}

test.each(evaluations.map((row) => [...row] as const))('%s', async (_what, given, claim, expected) => {
  expect(await answer(given, claim)).toBe(expected);
});

test.each([
  ['a policy variable', allow({ Resource: 'arn:aws:s3:::b/${aws:username}' }), 'policy variable'],
  ['an element that is new', { ...allow(), Comment: 'x' } as Written, 'unknown element Comment'],
  ['a kind of principal', allow({ Principal: { Federated: 'x' } }), 'unknown principals'],
])('%s is refused, not overlooked', async (_what, statement, message) => {
  await expect(async () => answer({ resource: [statement] }, get('reader'))).rejects.toThrow(message);
});
