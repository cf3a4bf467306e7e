import { matchTerm } from './match.js';
import { isWho, principalTerm, type Principal } from './principals.js';
import { and, define, not, or, type Term } from './smt.js';
import type { Policy, Statement } from './statement.js';
import type { Universe } from './universe.js';

/**
 * Whether a request is `allowed`, and what the policies of the sender's role (`by-identity`) or of its session
 * (`by-session`) would allow without all others. IAM user guide, "Policy evaluation logic": all is denied but what a policy allows, and an
 * explicit denial in any of them wins.
 *
 * Within one account, the identity's policies or the resource's may allow ("Policy evaluation for requests within a
 * single account"); for an identity of another account both must ("Cross-account policy evaluation logic"), so there the
 * resource's decides: the other account may allow its own whatever it likes. A session can do what its policy and its
 * role allow ("Session policies"). Anonymous senders and services have no policy of their own.
 */
export function decisions(
  universe: Universe,
  principals: readonly Principal[],
  policies: readonly Policy[],
  roleArns: ReadonlyMap<string, string>,
  statementTerm = (one: Statement) => appliesTerm(universe, principals, one),
): Term[] {
  const some = (among: readonly Policy[], effect: Statement['effect']) =>
    or(
      among.flatMap(({ statements }) => statements.filter((one) => one.effect === effect).map(statementTerm)),
    );
  const isIn = (...kinds: Principal['kind'][]) => isWho(principals, ({ kind }) => kinds.includes(kind));
  const is = (role: string | undefined, ...kinds: Principal['kind'][]) =>
    isWho(principals, (one) => one.role === role && kinds.includes(one.kind));
  const ofKind = (kind: Policy['kind']) => policies.filter((one) => one.kind === kind);
  const resources = ofKind('resource');
  const trusts = ofKind('trust');
  const sessions = ofKind('session');
  const ofRoles = (effect: Statement['effect']) =>
    or(ofKind('identity').map((one) => and([is(one.role, 'role', 'session'), some([one], effect)])));
  const ofSessions = (effect: Statement['effect']) =>
    or(sessions.map((one) => and([is(one.role, 'session'), some([one], effect)])));

  const denied = or([some([...resources, ...trusts], 'Deny'), ofRoles('Deny'), ofSessions('Deny')]);
  // IAM user guide, "Methods to assume a role": a role's trust policy must name who assumes it, and in one account that is
  // enough; an identity's own policy is not.
  const assumesOwn = matchTerm(universe, { resource: [...roleArns.values()], action: ['sts:Assume*'] });
  const byTrust = and([assumesOwn, some(trusts, 'Allow')]);
  const byIdentity = and([or([isIn('person'), ofRoles('Allow')]), not(assumesOwn)]);
  return [
    define('by-identity', and([ofRoles('Allow'), not(ofRoles('Deny'))])),
    define('by-session', and([ofSessions('Allow'), not(ofSessions('Deny'))])),
    define(
      'allowed',
      and([
        not(denied),
        or([some(resources, 'Allow'), byTrust, byIdentity]),
        or([not(isIn('session')), ofSessions('Allow')]),
      ]),
    ),
  ];
}

/** Whether a statement is about a request. */
export const appliesTerm = (
  universe: Universe,
  principals: readonly Principal[],
  statement: Statement,
): Term => and([principalTerm(principals, statement), matchTerm(universe, statement)]);
