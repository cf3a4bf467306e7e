import type { Policy, Principals, Statement } from './statement.js';
import { isOneOf, not, yes, type Term } from './smt.js';

/**
 * Who sends a request. Roles of the deployment are there by name, and one that has sessions with a policy also as
 * `… session`; all others by what IAM distinguishes:
 *
 * - `administrator`: any other identity of the account, with all rights that IAM can give: anyone who has fewer can do
 *   no more.
 * - `breakGlass`, `deployer`: the same, with an ARN that the props name.
 * - `anotherAccount`: any identity of any other account, with all rights that its account can give.
 * - `anonymous`: a request without a signature.
 * - a service's name, or `anotherService`: a service of AWS that acts as itself, for any account.
 */
export interface Principal {
  readonly name: string;
  readonly symbol: string;
  readonly kind: 'role' | 'session' | 'person' | 'stranger' | 'anonymous' | 'service';
  /** `aws:PrincipalArn`, of a role and its sessions: "for IAM roles, the request context returns the ARN of the role". */
  readonly arn?: string;
  /** The role, of a role and its sessions. */
  readonly role?: string;
}

export function principalsOf(
  policies: readonly Policy[],
  roleArns: ReadonlyMap<string, string>,
  named: readonly string[],
): Principal[] {
  const sessions = policies.filter(({ kind }) => kind === 'session').map(({ role }) => role);
  const statements = policies.flatMap((policy) => policy.statements);
  const services = statements.flatMap(({ principals, notPrincipals }) => [
    ...(principals?.services ?? []),
    ...(notPrincipals?.services ?? []),
  ]);
  const all: Omit<Principal, 'symbol'>[] = [
    ...[...roleArns].map(([name, arn]) => ({ name, kind: 'role', arn, role: name }) as const),
    ...[...roleArns]
      .filter(([name]) => sessions.includes(name))
      .map(([name, arn]) => ({ name: `${name} session`, kind: 'session', arn, role: name }) as const),
    ...['administrator', ...named].map((name) => ({ name, kind: 'person' }) as const),
    { name: 'anotherAccount', kind: 'stranger' },
    { name: 'anonymous', kind: 'anonymous' },
    ...[...new Set([...services, 'anotherService'])].map((name) => ({ name, kind: 'service' }) as const),
  ];
  return all.map((one, i) => ({ ...one, symbol: `who-${i}` }));
}

export const isWho = (all: readonly Principal[], among: (one: Principal) => boolean): Term =>
  isOneOf(
    'who',
    all.filter(among).map(({ symbol }) => symbol),
    all.length,
  );

/** Whether a resource's statement is about the sender. Statements of identities have no principal: `yes`. */
export function principalTerm(all: readonly Principal[], { principals, notPrincipals }: Statement): Term {
  if (notPrincipals) return not(among(all, notPrincipals));
  return principals ? among(all, principals) : yes;
}

function among(all: readonly Principal[], { aws, services }: Principals): Term {
  // IAM user guide, "AWS JSON policy elements: Principal": `"*"` and `{"AWS": "*"}` are everyone, and anonymous users.
  if (aws.includes('*')) return yes;
  const unknown = aws.find((arn) => !all.some((one) => one.arn === arn));
  if (unknown !== undefined) throw new Error(`a policy names ${unknown}, of which the proof knows nothing`);
  const isNamed = (one: Principal) =>
    one.kind === 'service' ? services.includes(one.name) : one.arn !== undefined && aws.includes(one.arn);
  return isWho(all, isNamed);
}
