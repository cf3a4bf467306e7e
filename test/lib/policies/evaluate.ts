import { BlockList } from 'node:net';

/**
 * IAM's decision for one request in one account, as the IAM user guide describes it under "Policy evaluation logic" and
 * "IAM JSON policy elements: Condition operators". An unknown operator throws: a case never passes because its
 * condition was ignored.
 */

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  /** Where there is none, all but `NotAction`. */
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | number | (string | number)[]>>>
  >;
}

export interface Request {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request; the others are absent, not empty. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

export type Decision = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';

/** `statements`: the caller's own and the bucket's. Within one account either may allow, and either may deny. */
export function decide(request: Request, statements: readonly Statement[]): Decision {
  const effects = statements.filter((statement) => applies(statement, request)).map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'ExplicitlyDenied';
  return effects.includes('Allow') ? 'Allowed' : 'ImplicitlyDenied';
}

/**
 * The same for a session that was begun with a session policy: what it may do is what its role AND that policy allow
 * (IAM user guide, "Session policies").
 */
export function decideInSession(
  request: Request,
  statements: readonly Statement[],
  session: readonly Statement[],
): Decision {
  const ofRole = decide(request, statements);
  return ofRole === 'Allowed' ? decide(request, session) : ofRole;
}

/** The statements that deny a request. */
export function deniers(request: Request, statements: readonly Statement[]): (string | undefined)[] {
  return statements.filter((one) => one.Effect === 'Deny' && applies(one, request)).map(({ Sid }) => Sid);
}

function applies(statement: Statement, { action, resource, context }: Request): boolean {
  return (
    actionApplies(statement, action.toLowerCase()) &&
    many(statement.Resource).some((pattern) => matches(pattern, resource)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        holds(operator, many(wanted).map(String), valuesOf(context, key)),
      ),
    )
  );
}

/** IAM user guide, "IAM JSON policy elements: NotAction". */
function actionApplies({ Action, NotAction }: Statement, action: string): boolean {
  const isAmong = (patterns: string | string[]) =>
    many(patterns).some((pattern) => matches(pattern.toLowerCase(), action));
  if (Action !== undefined) return isAmong(Action);
  if (NotAction === undefined) throw new Error('a statement needs Action or NotAction');
  return !isAmong(NotAction);
}

/** Values of one key (or none) against all expected ones. */
function holds(operator: string, wanted: string[], seen: string[] | undefined): boolean {
  if (operator === 'Null') return (seen === undefined) === (wanted[0] === 'true');
  const [test, set] = operator.split(':').reverse() as [string, string?];
  const compare = comparisons[test];
  if (!compare || (set !== undefined && set !== 'ForAllValues'))
    throw new Error(`operator ${operator} is not known`);
  if (set === 'ForAllValues') return (seen ?? []).every((value) => wanted.some((one) => compare(value, one)));
  if (seen && seen.length > 1) throw new Error(`${operator} needs a single value`);
  // "If the key is not in the request: not matched; with a negated operator: matched."
  const negated = test.includes('Not');
  if (seen === undefined) return negated;
  return negated
    ? wanted.every((one) => seen.every((value) => compare(value, one)))
    : wanted.some((one) => seen.some((value) => compare(value, one)));
}

const comparisons: Readonly<Record<string, (seen: string, wanted: string) => boolean>> = {
  StringEquals: (seen, wanted) => seen === wanted,
  IpAddress: (seen, wanted) => isIn(seen, wanted),
  StringNotEquals: (seen, wanted) => seen !== wanted,
  StringLike: (seen, wanted) => matches(wanted, seen),
  ArnEquals: (seen, wanted) => matches(wanted, seen),
  ArnNotEquals: (seen, wanted) => !matches(wanted, seen),
  NumericLessThan: (seen, wanted) => Number(seen) < Number(wanted),
  NumericGreaterThan: (seen, wanted) => Number(seen) > Number(wanted),
  Bool: (seen, wanted) => seen.toLowerCase() === wanted.toLowerCase(),
};

/** Condition keys are case-insensitive. */
function valuesOf(context: Request['context'], key: string): string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found && many(found[1] as string | string[]);
}

const expressions = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  let expression = expressions.get(pattern);
  if (!expression) expressions.set(pattern, (expression = expressionOf(pattern)));
  return expression.test(text);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}

function many<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}

/** IAM user guide, "IP address condition operators": CIDR notation. */
function isIn(address: string, block: string): boolean {
  const [network = '', bits = '32'] = block.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(address);
}
