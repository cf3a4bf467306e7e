import { operatorOf, type Operator } from './operator.js';
import { and, implies, isOneOf, no, not, or, type Term } from './smt.js';
import type { Conditions } from './statement.js';
import { symbolsOf, type Key, type Universe } from './universe.js';

/** "Conditions with multiple operators or keys are evaluated with AND, the values of a key with OR." */
export const conditionTerm = (universe: Universe, when: Conditions = {}): Term =>
  and(
    Object.entries(when).flatMap(([name, keys]) =>
      Object.entries(keys).map(([shown, values]) => {
        const key = universe.keys.get(shown.toLowerCase());
        if (!key) throw new Error(`the universe lacks ${shown}`);
        return oneTerm(key, operatorOf(name), values, name);
      }),
    ),
  );

/** Whether the key is in the request. A set without values is not. */
export const isPresent = (key: Key): Term => (key.kind === 'set' ? or(membersOf(key)) : `${key.id}-present`);

/** Whether the set has a value of each class. */
export const membersOf = ({ choice }: Extract<Key, { kind: 'set' }>): Term[] =>
  choice.classes.map(({ symbol }) => `has-${symbol}`);

function oneTerm(
  key: Key,
  { comparison, set, ifExists }: Operator,
  values: readonly string[],
  name: string,
): Term {
  if (comparison.kind === 'presence') return values.includes('true') ? not(isPresent(key)) : isPresent(key);
  if (key.kind === 'number' && comparison.kind === 'number' && set === undefined) {
    const some = or(values.map((value) => `(${comparison.relation} ${key.id} ${real(value)})`));
    return whereSingle(key, some, false, ifExists);
  }
  if (comparison.kind === 'number' || key.kind === 'number')
    throw new Error(`${name} does not fit ${key.shown}`);

  const negated = comparison.kind === 'text' && comparison.negated;
  const pattern = comparison.kind === 'text' ? comparison.pattern : literalTruth;
  const symbols = symbolsOf(key.choice, values.map(pattern));
  if (key.kind === 'text' && set === undefined) {
    return whereSingle(key, isOneOf(key.id, symbols, key.choice.classes.length), negated, ifExists);
  }
  if (key.kind !== 'set' || set === undefined) throw new Error(`${name} does not fit ${key.shown}`);
  const fits = (symbol: string) => symbols.includes(symbol) !== negated;
  const members = key.choice.classes.map(({ symbol }) => ({ has: `has-${symbol}`, fits: fits(symbol) }));
  // "ForAllValues: … It also returns true if the request contains no keys or if the value results in an empty set."
  if (set === 'ForAllValues') return and(members.filter((one) => !one.fits).map(({ has }) => not(has)));
  const some = or(members.filter((one) => one.fits).map(({ has }) => has));
  return ifExists ? implies(isPresent(key), some) : some;
}

const literalTruth = (value: string) => ({ text: value.toLowerCase(), literal: true });

/**
 * "If the key that you specify in a policy condition is not present in the request context, the values do not match and
 * the condition is false. If the policy condition requires that the key is not matched, such as StringNotLike or
 * ArnNotLike, and the right key is not present, the condition is true."
 */
function whereSingle(key: Key, some: Term, negated: boolean, ifExists: boolean): Term {
  if (negated || ifExists) return implies(isPresent(key), negated ? not(some) : some);
  return some === no ? no : and([isPresent(key), some]);
}

const real = (value: string): string => {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(`no number: ${value}`);
  return value.includes('.') ? value : `${value}.0`;
};
