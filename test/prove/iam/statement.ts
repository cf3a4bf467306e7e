/** Policies as the proof reads them: the elements of a JSON policy, each as a list. */

/** Operator, condition key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Which requests are meant, by what they are: an element that is left out means all. */
export interface Match {
  readonly action?: readonly string[];
  readonly notAction?: readonly string[];
  readonly resource?: readonly string[];
  readonly notResource?: readonly string[];
  readonly when?: Conditions;
}

/** `*` alone is everyone, those without credentials and services included. */
export interface Principals {
  readonly aws: readonly string[];
  readonly services: readonly string[];
}

export interface Statement extends Match {
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  /** Of resource and trust policies. */
  readonly principals?: Principals;
  readonly notPrincipals?: Principals;
}

/** A policy that is attached to something. */
export interface Policy {
  readonly title: string;
  /**
   * `identity`: what a role may do; `session`: to what a session of it is restricted; `trust`: who may assume it;
   * `resource`: of a bucket, a queue or a function.
   */
  readonly kind: 'identity' | 'session' | 'trust' | 'resource';
  /** The role, unless it is a resource's. */
  readonly role?: string;
  readonly statements: readonly Statement[];
}

type OneOrMore = string | number | readonly (string | number)[];
type WrittenPrincipal = '*' | Readonly<Record<string, OneOrMore>>;

/** As in a template. */
interface Written {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: WrittenPrincipal;
  readonly NotPrincipal?: WrittenPrincipal;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

export interface WrittenDocument {
  readonly Statement: readonly Written[];
}

const known = /^(Sid|Effect|(Not)?(Principal|Action|Resource)|Condition)$/;

/** @throws for an element that the proof would overlook */
export function readStatement(written: Written, index: number): Statement {
  const stray = Object.keys(written).find((element) => !known.test(element));
  if (stray !== undefined) throw new Error(`unknown element ${stray} in ${JSON.stringify(written)}`);
  const { Action, NotAction, Resource, NotResource, Condition } = written;
  const actions = listOf(Action ?? NotAction ?? []);
  return {
    sid: written.Sid ?? `statement ${index + 1} (${actions.join(', ')})`,
    effect: written.Effect,
    ...(written.Principal !== undefined && { principals: readPrincipals(written.Principal) }),
    ...(written.NotPrincipal !== undefined && { notPrincipals: readPrincipals(written.NotPrincipal) }),
    ...(Action !== undefined && { action: listOf(Action) }),
    ...(NotAction !== undefined && { notAction: listOf(NotAction) }),
    ...(Resource !== undefined && { resource: listOf(Resource) }),
    ...(NotResource !== undefined && { notResource: listOf(NotResource) }),
    ...(Condition && { when: readConditions(Condition) }),
  };
}

function readPrincipals(written: WrittenPrincipal): Principals {
  if (written === '*') return { aws: ['*'], services: [] };
  const { AWS = [], Service = [], ...others } = written;
  if (Object.keys(others).length > 0) throw new Error(`unknown principals ${JSON.stringify(others)}`);
  return { aws: listOf(AWS), services: listOf(Service) };
}

const readConditions = (written: NonNullable<Written['Condition']>): Conditions =>
  Object.fromEntries(
    Object.entries(written).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, listOf(values)])),
    ]),
  );

const listOf = (value: OneOrMore): string[] =>
  (typeof value === 'object' ? value : [value]).map((one) => {
    if (typeof one === 'object') throw new Error(`not resolved: ${JSON.stringify(one)}`);
    if (String(one).includes('${'))
      throw new Error(`a policy variable, which the proof does not know: ${one}`);
    return String(one);
  });
