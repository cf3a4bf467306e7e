import { reference } from '../reference/reference.js';
import { classesOf, idOf, wildcard, type Pattern, type StringClass } from './glob.js';
import { operatorOf } from './operator.js';
import type { Match } from './statement.js';

/** A finite choice that stands for all strings: one symbol for each class. */
export interface Choice {
  readonly sort: string;
  readonly name: string;
  readonly classes: readonly (StringClass & { readonly symbol: string })[];
}

/** A condition key. Names of keys are not case-sensitive. */
export interface Key {
  readonly kind: 'text' | 'truth' | 'number' | 'set';
  readonly id: string;
  readonly shown: string;
  readonly choice: Choice;
}

/** Everything that the policies and the claims can distinguish in a request. */
export interface Universe {
  readonly action: Choice;
  readonly resource: Choice;
  /** By the lower-case name. */
  readonly keys: ReadonlyMap<string, Key>;
}

/** "Action names are not case-sensitive." */
export const actionPattern = (action: string): Pattern => wildcard(action.toLowerCase());
export const resourcePattern = wildcard;

const setKeys = new Set(reference.setKeys.map((key) => key.toLowerCase()));

/** @param matches all that will be asked of a request */
export function universeOf(matches: readonly Match[]): Universe {
  const actions = matches.flatMap(({ action = [], notAction = [] }) => [...action, ...notAction]);
  const resources = matches.flatMap(({ resource = [], notResource = [] }) => [...resource, ...notResource]);
  return {
    action: choiceOf('Action', 'action', actions.map(actionPattern)),
    resource: choiceOf('Resource', 'resource', resources.map(resourcePattern)),
    keys: keysOf(matches),
  };
}

function choiceOf(sort: string, name: string, patterns: readonly Pattern[]): Choice {
  const classes = classesOf(patterns).map((one, i) => ({ ...one, symbol: `${name}-${i}` }));
  return { sort, name, classes };
}

interface Use {
  readonly shown: string;
  readonly patterns: Pattern[];
  readonly numbers: number[];
  readonly kinds: Set<'text' | 'truth' | 'number'>;
}

function keysOf(matches: readonly Match[]): Map<string, Key> {
  const uses = new Map<string, Use>();
  for (const { when = {} } of matches) {
    for (const [operator, keys] of Object.entries(when)) {
      const { comparison } = operatorOf(operator);
      for (const [shown, values] of Object.entries(keys)) {
        const use = uses.get(shown.toLowerCase()) ?? { shown, patterns: [], numbers: [], kinds: new Set() };
        uses.set(shown.toLowerCase(), use);
        if (comparison.kind !== 'presence') use.kinds.add(comparison.kind);
        if (comparison.kind === 'text') use.patterns.push(...values.map(comparison.pattern));
        if (comparison.kind === 'number') use.numbers.push(...values.map(numberOf));
      }
    }
  }
  return new Map([...uses].map(([name, use], i) => [name, keyOf(name, use, `key-${i}`)]));
}

function keyOf(name: string, { shown, patterns, numbers, kinds }: Use, id: string): Key {
  const [kind = 'text', ...others] = kinds;
  if (others.length > 0) throw new Error(`${shown} is compared as ${[...kinds].join(' and as ')}`);
  if (kind === 'number')
    return { kind, id, shown, choice: choiceAmong(`Value-${id}`, id, intervals(numbers)) };
  if (kind === 'truth') return { kind, id, shown, choice: choiceAmong(`Value-${id}`, id, ['true', 'false']) };
  return { kind: setKeys.has(name) ? 'set' : kind, id, shown, choice: choiceOf(`Value-${id}`, id, patterns) };
}

const choiceAmong = (sort: string, name: string, examples: readonly string[]): Choice => ({
  sort,
  name,
  classes: examples.map((example, i) => ({ example, matched: new Set<string>(), symbol: `${name}-${i}` })),
});

/** A number is compared only with these, so one of each interval between them stands for all in it. */
function intervals(numbers: readonly number[]): string[] {
  const limits = [...new Set(numbers)].sort((a, b) => a - b);
  const [least = 0, most = 0] = [limits[0], limits.at(-1)];
  const between = limits.slice(1).map((limit, i) => (limit + (limits[i] ?? limit)) / 2);
  return [least - 1, ...limits, ...between, most + 1].map(String);
}

/** @throws if it is no decimal number */
export function numberOf(value: string): number {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(`no number: ${value}`);
  return Number(value);
}

/** The symbols of a choice that match one of the patterns. */
export const symbolsOf = ({ classes }: Choice, patterns: readonly Pattern[]): string[] => {
  const ids = patterns.map(idOf);
  return classes.filter(({ matched }) => ids.some((id) => matched.has(id))).map(({ symbol }) => symbol);
};
