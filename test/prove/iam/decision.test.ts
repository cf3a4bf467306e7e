import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, type Request, type Statement } from '../../lib/policies/evaluate.js';
import { ofType, resourcesOf, synthesize } from '../../lib/synthesize.js';
import { configurations } from '../deployment/configurations.js';
import { readDeployment } from '../deployment/deployment.js';
import { poseQuestion } from '../proof.js';
import { Solver } from '../solver.js';
import { decisions } from './decision.js';
import { isPresent, membersOf } from './condition.js';
import { and, assert, declare, implies, not } from './smt.js';
import type { Choice, Key } from './universe.js';

const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

describe.each(configurations)(
  '$name: Z3’s reading of the policies is that of an evaluation of its own',
  (one) => {
    const resources = resourcesOf(synthesize(one.props));
    const statementsOf = (type: string, owner: (properties: Record<string, unknown>) => boolean) =>
      ofType(resources, type)
        .filter(([, { Properties }]) => owner(Properties))
        .flatMap(
          ([, { Properties }]) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement,
        );
    // Those of everyone, so of no principal.
    const denials = [
      ...statementsOf('AWS::S3::BucketPolicy', () => true),
      ...statementsOf('AWS::SQS::QueuePolicy', () => true),
    ].filter(({ Effect }) => Effect === 'Deny');

    test('for requests at random', async () => {
      const deployment = readDeployment(resources);
      const { universe, principals, preamble } = poseQuestion(one.promises, deployment, []);
      const keys = [...universe.keys.values()].filter(({ shown }) => shown !== 'aws:PrincipalArn');
      const fixed = (choice: Choice) =>
        choice.classes.flatMap(({ symbol }) => [
          declare(`pick-${symbol}`, 'Bool'),
          assert(implies(`pick-${symbol}`, `(= ${choice.name} ${symbol})`)),
        ]);
      const solver = await Solver.start();
      const ask = solver.ask(
        [
          preamble,
          ...decisions(universe, principals, deployment.policies, deployment.roleArns),
          ...principals.flatMap(({ symbol }) => [
            declare(`pick-${symbol}`, 'Bool'),
            assert(implies(`pick-${symbol}`, `(= who ${symbol})`)),
          ]),
          ...[universe.action, universe.resource, ...keys.flatMap(singleChoice)].flatMap(fixed),
          ...keys.flatMap((key) => [
            declare(`with-${key.id}`, 'Bool'),
            assert(implies(`with-${key.id}`, isPresent(key))),
            ...(key.kind === 'set' ? key.choice.classes.flatMap((member) => alone(key, member.symbol)) : []),
            declare(`without-${key.id}`, 'Bool'),
            assert(implies(`without-${key.id}`, not(isPresent(key)))),
          ]),
          declare('is-allowed', 'Bool'),
          assert('(= is-allowed allowed)'),
          declare('is-denied', 'Bool'),
          assert('(= is-denied (not allowed))'),
        ].join('\n'),
      );
      const roles = principals.filter(({ kind, name }) => kind === 'role' && !name.startsWith('Custom'));
      const people = principals.filter(({ name }) => name === 'administrator');
      const classOf = (choice: Choice) => fc.constantFrom(...choice.classes);
      const requests = fc.record({
        who: fc.constantFrom(...roles, ...people),
        action: classOf(universe.action),
        resource: classOf(universe.resource),
        values: fc.tuple(...keys.map((key) => fc.option(classOf(key.choice)))),
      });
      let [allowed, impossible] = [0, 0];
      for (const { who, action, resource, values } of fc.sample(requests, { numRuns: 500, seed: 1 })) {
        const assumed = [who, action, resource].map(({ symbol }) => `pick-${symbol}`);
        const context: Record<string, string | string[]> =
          who.arn === undefined ? {} : { 'aws:PrincipalArn': who.arn };
        keys.forEach((key, i) => {
          const value = values[i];
          if (!value) return void assumed.push(`without-${key.id}`);
          assumed.push(`with-${key.id}`, ...setOrSingle(key, value.symbol));
          context[key.shown] = key.kind === 'set' ? [value.example] : value.example;
        });
        const answers = [await ask([...assumed, 'is-allowed']), await ask([...assumed, 'is-denied'])];
        // A request that cannot be: the facts say so.
        if (!answers.includes(true)) {
          impossible += 1;
          continue;
        }
        // IAM reads ARNs and names of no resource here; trust is not in the evaluation.
        if (action.example.startsWith('sts:')) continue;
        const own =
          who.kind === 'role'
            ? statementsOf('AWS::IAM::Policy', ({ Roles }) =>
                (Roles as string[]).includes(who.arn?.split('/').at(-1) ?? ''),
              )
            : [everything];
        const request: Request = { action: action.example, resource: resource.example, context };
        const expected = decide(request, [...own, ...denials]) === 'Allowed';
        expect({ request, who: who.name, answers }).toEqual({
          request,
          who: who.name,
          answers: [expected, !expected],
        });
        if (expected) allowed += 1;
      }
      await solver.stop();
      expect(allowed).toBeGreaterThan(20);
      expect(impossible).toBeLessThan(450);
    });
  },
);

const singleChoice = (key: Key): Choice[] => (key.kind === 'set' ? [] : [key.choice]);
const setOrSingle = ({ kind }: Key, symbol: string): string[] => [
  kind === 'set' ? `alone-${symbol}` : `pick-${symbol}`,
];

/** The set has this value, and no other. */
const alone = (key: Key, symbol: string) => [
  declare(`alone-${symbol}`, 'Bool'),
  assert(
    implies(
      `alone-${symbol}`,
      and(membersOf(key).map((member) => (member === `has-${symbol}` ? member : not(member)))),
    ),
  ),
];
