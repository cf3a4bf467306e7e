import { conditionTerm } from './condition.js';
import { isWho, type Principal } from './principals.js';
import { and, implies, not, or, type Term } from './smt.js';
import type { Conditions, Match } from './statement.js';
import type { Universe } from './universe.js';

/** Name and ARN of a principal that a prop names. */
type Named = readonly (readonly [name: string, arn: string])[];

const isArn = (arn: string): Conditions => ({ ArnEquals: { 'aws:PrincipalArn': [arn] } });

/** What the facts below ask of `aws:PrincipalArn`. */
export const principalKeyUses = (roleArns: ReadonlyMap<string, string>, named: Named): Match[] =>
  [...roleArns.values(), ...named.map(([, arn]) => arn)].map((arn) => ({ when: isArn(arn) }));

/**
 * IAM user guide, "aws:PrincipalArn": the ARN of the sender, of a session that of its role; not there where the sender is
 * anonymous or a service itself. All people but those that the props name may have any ARN but these and the roles'.
 */
export function principalFacts(universe: Universe, principals: readonly Principal[], named: Named): Term[] {
  const has = (arn: string) => conditionTerm(universe, isArn(arn));
  const isPresent = conditionTerm(universe, { Null: { 'aws:PrincipalArn': ['false'] } });
  const isNamed = (name: string) => isWho(principals, (one) => one.name === name);
  const roles = principals.filter(({ kind }) => kind === 'role');
  const taken = [...roles.flatMap(({ arn }) => arn ?? []), ...named.map(([, arn]) => arn)];
  const others = isWho(
    principals,
    ({ kind, name }) => kind === 'stranger' || (kind === 'person' && !named.some(([one]) => one === name)),
  );
  const nobody = isWho(principals, ({ kind }) => kind === 'anonymous' || kind === 'service');
  return [
    ...principals.flatMap(({ arn, name }) => (arn === undefined ? [] : [implies(isNamed(name), has(arn))])),
    ...named.map(([name, arn]) => implies(isNamed(name), has(arn))),
    implies(others, and([isPresent, not(or(taken.map(has)))])),
    implies(nobody, not(isPresent)),
  ];
}
