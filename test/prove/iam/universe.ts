import { reference } from '../reference/reference.js';
import { classesOf, idOf, literal, wildcard, type Pattern, type StringClass } from './glob.js';
import { operatorOf } from './operator.js';
import type { Match } from './statement.js';

/** A finite choice that stands for all strings: one symbol for each class. */
export interface Choice {
  readonly sort: string;
  readonly name: string;
  readonly classes: readonly (StringClass & { readonly symbol: string })[];
}

/** A condition key. Names of keys are not case-sensitive. */
export type Key =
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly shown: string;
      readonly choice: Choice;
      readonly isTruth: boolean;
    }
  | { readonly kind: 'set'; readonly id: string; readonly shown: string; readonly choice: Choice }
  | { readonly kind: 'number'; readonly id: string; readonly shown: string };

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
  readonly kinds: Set<'presence' | 'text' | 'truth' | 'number'>;
}

function keysOf(matches: readonly Match[]): Map<string, Key> {
  const uses = new Map<string, Use>();
  for (const { when = {} } of matches) {
    for (const [operator, keys] of Object.entries(when)) {
      const { comparison } = operatorOf(operator);
      for (const [shown, values] of Object.entries(keys)) {
        const use = uses.get(shown.toLowerCase()) ?? { shown, patterns: [], kinds: new Set() };
        uses.set(shown.toLowerCase(), use);
        use.kinds.add(comparison.kind);
        if (comparison.kind === 'text') use.patterns.push(...values.map(comparison.pattern));
        if (comparison.kind === 'truth') use.patterns.push(literal('true'), literal('false'));
      }
    }
  }
  return new Map([...uses].map(([name, use], i) => [name, keyOf(name, use, `key-${i}`)]));
}

function keyOf(name: string, { shown, patterns, kinds }: Use, id: string): Key {
  if (kinds.has('number')) {
    if (kinds.has('text') || kinds.has('truth'))
      throw new Error(`${shown} is compared as number and as text`);
    return { kind: 'number', id, shown };
  }
  const choice = choiceOf(`Value-${id}`, id, patterns);
  return setKeys.has(name)
    ? { kind: 'set', id, shown, choice }
    : { kind: 'text', id, shown, choice, isTruth: kinds.has('truth') };
}

/** The symbols of a choice that match one of the patterns. */
export const symbolsOf = ({ classes }: Choice, patterns: readonly Pattern[]): string[] => {
  const ids = patterns.map(idOf);
  return classes.filter(({ matched }) => ids.some((id) => matched.has(id))).map(({ symbol }) => symbol);
};
