import { operatorOf, type Comparison, type Operator } from './operator.js';
import { and, implies, isOneOf, no, not, or, type Term } from './smt.js';
import type { Conditions } from './statement.js';
import { numberOf, symbolsOf, type Key, type Universe } from './universe.js';

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
export const membersOf = ({ choice }: Key): Term[] => choice.classes.map(({ symbol }) => `has-${symbol}`);

function oneTerm(
  key: Key,
  { comparison, set, ifExists }: Operator,
  values: readonly string[],
  name: string,
): Term {
  if (comparison.kind === 'presence') return values.includes('true') ? not(isPresent(key)) : isPresent(key);
  const negated = comparison.kind === 'text' && comparison.negated;
  const symbols = matching(key, comparison, values);
  if (key.kind !== 'set' && set === undefined) {
    return whereSingle(key, isOneOf(key.id, symbols, key.choice.classes.length), negated, ifExists);
  }
  if (key.kind !== 'set' || set === undefined) throw new Error(`${name} does not fit ${key.shown}`);
  const members = key.choice.classes.map(({ symbol }) => ({
    has: `has-${symbol}`,
    fits: symbols.includes(symbol) !== negated,
  }));
  // "ForAllValues: … It also returns true if the request contains no keys or if the value results in an empty set."
  if (set === 'ForAllValues') return and(members.filter((one) => !one.fits).map(({ has }) => not(has)));
  const some = or(members.filter((one) => one.fits).map(({ has }) => has));
  return ifExists ? implies(isPresent(key), some) : some;
}

/** The classes of values that compare with one of these. */
function matching({ choice }: Key, comparison: Comparison, values: readonly string[]): string[] {
  if (comparison.kind === 'text') return symbolsOf(choice, values.map(comparison.pattern));
  const fits = (example: string): boolean =>
    comparison.kind === 'number'
      ? values.some((value) => comparison.relation(Number(example), numberOf(value)))
      : values.some((value) => value.toLowerCase() === example);
  return choice.classes.filter(({ example }) => fits(example)).map(({ symbol }) => symbol);
}

/**
 * "If the key that you specify in a policy condition is not present in the request context, the values do not match and
 * the condition is false. If the policy condition requires that the key is not matched, such as StringNotLike or
 * ArnNotLike, and the right key is not present, the condition is true."
 */
function whereSingle(key: Key, some: Term, negated: boolean, ifExists: boolean): Term {
  if (negated || ifExists) return implies(isPresent(key), negated ? not(some) : some);
  return some === no ? no : and([isPresent(key), some]);
}
