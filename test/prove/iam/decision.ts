import { matchTerm } from './match.js';
import { isWho, principalTerm, type Principal } from './principals.js';
import { and, not, or, type Term } from './smt.js';
import type { Policy, Statement } from './statement.js';
import type { Universe } from './universe.js';

/**
 * Whether a request is allowed. IAM user guide, "Policy evaluation logic": all is denied but what a policy allows, and an
 * explicit denial in any of them wins.
 *
 * Within one account, the identity's policies or the resource's may allow ("Policy evaluation for requests within a
 * single account"); for an identity of another account both must ("Cross-account policy evaluation logic"), so there the
 * resource's decides: the other account may allow its own whatever it likes. A session can do what its policy and its
 * role allow ("Session policies"). Anonymous senders and services have no policy of their own.
 */
export function allowedTerm(
  universe: Universe,
  principals: readonly Principal[],
  policies: readonly Policy[],
  roleArns: ReadonlyMap<string, string>,
): Term {
  const statementTerm = (one: Statement) => and([principalTerm(principals, one), matchTerm(universe, one)]);
  const some = (among: readonly Policy[], effect: Statement['effect']) =>
    or(
      among.flatMap(({ statements }) => statements.filter((one) => one.effect === effect).map(statementTerm)),
    );
  const isIn = (...kinds: Principal['kind'][]) => isWho(principals, ({ kind }) => kinds.includes(kind));
  const is = (role: string | undefined, ...kinds: Principal['kind'][]) =>
    isWho(principals, (one) => one.role === role && kinds.includes(one.kind));
  const ofKind = (kind: Policy['kind']) => policies.filter((one) => one.kind === kind);
  const [identities, sessions, trusts, resources] = [
    ofKind('identity'),
    ofKind('session'),
    ofKind('trust'),
    ofKind('resource'),
  ];

  const denied = or([
    some(resources, 'Deny'),
    some(trusts, 'Deny'),
    ...identities.map((one) => and([is(one.role, 'role', 'session'), some([one], 'Deny')])),
    ...sessions.map((one) => and([is(one.role, 'session'), some([one], 'Deny')])),
  ]);
  const byIdentity = or([
    isIn('person'),
    ...identities.map((one) => and([is(one.role, 'role', 'session'), some([one], 'Allow')])),
  ]);
  const withinSession = and(sessions.map((one) => or([not(is(one.role, 'session')), some([one], 'Allow')])));
  // "Unlike other resource-based policies, a role's trust policy must allow": nobody assumes a role that only their own
  // policy lets them assume.
  const ownRoles = matchTerm(universe, { resource: [...roleArns.values()] });
  const byResource = or([some(resources, 'Allow'), and([ownRoles, some(trusts, 'Allow')])]);
  const byOwn = and([
    isIn('role', 'session', 'person'),
    byIdentity,
    not(and([ownRoles, matchTerm(universe, assume)])),
  ]);
  return and([not(denied), or([byResource, byOwn]), withinSession]);
}

/** The actions that a role's trust policy is about. */
const assume = { action: ['sts:Assume*'] };
