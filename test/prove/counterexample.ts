import type { Choice, Key } from './iam/universe.js';
import { allActions } from './reference/reference.js';
import type { Question } from './proof.js';

/** A request that stands for all like it. */
export interface Request {
  readonly who: string;
  /** Actions that AWS has and that are answered so, at most a few; none where only one that it does not have yet is. */
  readonly actions: readonly string[];
  readonly resource: string;
  /** The condition keys that it has. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** The condition keys that it does not have, and policies or invariants ask for. */
  readonly absent: readonly string[];
}

export function requestOf({ universe, principals }: Question, model: ReadonlyMap<string, string>): Request {
  const chosen = ({ name, classes }: Choice) => {
    const found = classes.find(({ symbol }) => symbol === model.get(name)) ?? classes[0];
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  const { matched } = chosen(universe.action);
  const patterns = [...new Set(universe.action.classes.flatMap((one) => [...one.matched]))];
  const isInClass = (action: string) =>
    patterns.every((id) => matches(id.slice(1), action.toLowerCase()) === matched.has(id));
  const keys = [...universe.keys.values()];
  const isThere = (key: Key) =>
    key.kind === 'set'
      ? key.choice.classes.some(({ symbol }) => model.get(`has-${symbol}`) === 'true')
      : model.get(`${key.id}-present`) === 'true';
  return {
    who: principals.find(({ symbol }) => symbol === model.get('who'))?.name ?? '',
    actions: allActions.filter(isInClass).slice(0, 5),
    resource: chosen(universe.resource).example,
    context: Object.fromEntries(keys.filter(isThere).map((key) => [key.shown, valueOf(key, model)])),
    absent: keys.filter((key) => !isThere(key)).map(({ shown }) => shown),
  };
}

const matches = (pattern: string, text: string) =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);

function valueOf(key: Key, model: ReadonlyMap<string, string>): string | string[] {
  const { classes } = key.choice;
  if (key.kind !== 'set') return classes.find(({ symbol }) => symbol === model.get(key.id))?.example ?? '';
  return classes.filter(({ symbol }) => model.get(`has-${symbol}`) === 'true').map(({ example }) => example);
}

/** In plain words. */
export function shown({ who, actions, resource, context, absent }: Request): string {
  const service = (actions[0] ?? '').split(':')[0] ?? '';
  const isRelevant = (key: string) => /^aws:/i.test(key) || key.startsWith(`${service}:`);
  const quoted = (value: string | readonly string[]) =>
    typeof value === 'string' ? `"${value}"` : `[${value.map((one) => `"${one}"`).join(', ')}]`;
  const lines = [
    `  who       ${who}`,
    `  action    ${actions.length > 0 ? actions.join(', or ') : 'one that AWS does not have yet'}`,
    `  resource  ${resource === '' ? 'any that no policy names' : resource}`,
    ...Object.entries(context)
      .filter(([key]) => isRelevant(key))
      .map(([key, value]) => `  with      ${key} ${quoted(value)}`),
    `  without   ${absent.filter(isRelevant).join(', ')}`,
  ];
  return lines.join('\n');
}
