import type { Promises } from './deployment/configurations.js';
import type { Deployment } from './deployment/deployment.js';
import { claimTerm, matchesOf, type Claim } from './iam/claim.js';
import { membersOf } from './iam/condition.js';
import { decisions } from './iam/decision.js';
import { facts } from './iam/facts.js';
import { principalFacts, principalKeyUses } from './iam/principal-arn.js';
import { principalsOf, type Principal } from './iam/principals.js';
import { and, assert, declare, declareSort, implies, not, or, type Term } from './iam/smt.js';
import type { Policy } from './iam/statement.js';
import { universeOf, type Key, type Universe } from './iam/universe.js';
import type { Invariant } from './invariants/invariant.js';
import type { Solver } from './solver.js';

/** The requests that can be distinguished, and what is asked of them. */
export interface Question {
  readonly universe: Universe;
  readonly principals: readonly Principal[];
  readonly invariants: readonly Invariant[];
  /** Of a request that an invariant forbids and a policy allows, or the reverse; in the order of `invariants`. */
  readonly violations: readonly Term[];
  /** Declares a request, and asserts what is true of each. */
  readonly preamble: string;
}

/** @param policies all that will be asked of: those of the deployment, and changed ones */
export function poseQuestion(
  { named }: Promises,
  { roleArns, policies: own }: Deployment,
  invariants: readonly Invariant[],
  policies: readonly Policy[] = own,
): Question {
  const claims = [
    ...invariants.flatMap(({ of, only = [], may = [] }) => [...(of ? [of] : []), ...only, ...may]),
    ...facts.flatMap(({ given, then }) => [given, then]),
  ];
  const people = Object.entries(named);
  const universe = universeOf([
    ...policies.flatMap(({ statements }) => statements),
    ...claims.flatMap(matchesOf),
    ...principalKeyUses(roleArns, people),
    { resource: [...roleArns.values()], action: ['sts:Assume*'] },
  ]);
  const principals = principalsOf(policies, roleArns, Object.keys(named));
  const term = (claim: Claim) => claimTerm(universe, principals, claim);
  const truths = [
    ...facts.map(({ given, then }) => implies(term(given), term(then))),
    ...principalFacts(universe, principals, people),
  ];
  const violation = ({ of, only = [], may = [], alone }: Invariant) => {
    const answers = ['allowed', ...(alone ? [`by-${alone}`] : [])];
    return or([
      ...(of ? [and([term(of), not(or(only.map(term))), or(answers)])] : []),
      ...may.map((claim) => and([term(claim), not(and(answers))])),
    ]);
  };
  return {
    universe,
    principals,
    invariants,
    violations: invariants.map(violation),
    preamble: [
      declareSort('Who', symbolsOf(principals)),
      declare('who', 'Who'),
      ...[universe.action, universe.resource].flatMap(({ sort, name, classes }) => [
        declareSort(sort, symbolsOf(classes)),
        declare(name, sort),
      ]),
      ...[...universe.keys.values()].flatMap(declareKey),
      ...truths.map(assert),
    ].join('\n'),
  };
}

const symbolsOf = (among: readonly { readonly symbol: string }[]) => among.map(({ symbol }) => symbol);

function declareKey(key: Key): Term[] {
  if (key.kind === 'set') return membersOf(key).map((member) => declare(member, 'Bool'));
  const { sort, classes } = key.choice;
  return [declareSort(sort, symbolsOf(classes)), declare(key.id, sort), declare(`${key.id}-present`, 'Bool')];
}

export interface Violation {
  readonly invariant: Invariant;
  /** Values of the constants of a request that shows it. */
  readonly model: ReadonlyMap<string, string>;
}

/** The invariants that the policies break. One query proves them all; only if that fails is each asked. */
export async function violationsOf(
  solver: Solver,
  question: Question,
  { roleArns }: Deployment,
  policies: readonly Policy[],
): Promise<Violation[]> {
  const { universe, principals, invariants, violations, preamble } = question;
  const decided = decisions(universe, principals, policies, roleArns);
  const solve = (term: Term) => solver.solve([preamble, ...decided, assert(term)].join('\n'));
  if ((await solve(or(violations))) === undefined) return [];
  const found: Violation[] = [];
  for (const [i, invariant] of invariants.entries()) {
    const model = await solve(violations[i] ?? 'false');
    if (model) found.push({ invariant, model });
  }
  return found;
}
