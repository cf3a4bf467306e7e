import { matchTerm } from './match.js';
import { isWho, type Principal } from './principals.js';
import { and, not, or, yes, type Term } from './smt.js';
import type { Match } from './statement.js';
import type { Universe } from './universe.js';

/** A set of requests: each element restricts it further. */
export interface Claim extends Match {
  /** Names of principals. */
  readonly who?: readonly string[];
  readonly notWho?: readonly string[];
  readonly kinds?: readonly Principal['kind'][];
  /** Any of these too. */
  readonly either?: readonly Claim[];
  /** And none of these. */
  readonly unless?: readonly Claim[];
}

export function claimTerm(universe: Universe, principals: readonly Principal[], claim: Claim): Term {
  const named = (names: readonly string[]) => {
    const stray = names.find((name) => !principals.some((one) => one.name === name));
    if (stray !== undefined) throw new Error(`there is no principal ${stray}`);
    return isWho(principals, ({ name }) => names.includes(name));
  };
  const termOf = (one: Claim) => claimTerm(universe, principals, one);
  return and([
    claim.who ? named(claim.who) : yes,
    claim.notWho ? not(named(claim.notWho)) : yes,
    claim.kinds ? isWho(principals, ({ kind }) => claim.kinds?.includes(kind) === true) : yes,
    matchTerm(universe, claim),
    claim.either ? or(claim.either.map(termOf)) : yes,
    ...(claim.unless ?? []).map((one) => not(termOf(one))),
  ]);
}

/** All that a claim asks of a request. */
export const matchesOf = (claim: Claim): Match[] => [
  claim,
  ...[...(claim.either ?? []), ...(claim.unless ?? [])].flatMap(matchesOf),
];
