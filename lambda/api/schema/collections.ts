import * as z from 'zod/mini';
import { normalized, wrongWithText, type TextRule } from './text.js';
import { documented } from './fields.js';

/** Collections whose size is checked first, so that the elements of one that is too large are not validated. */

/** A list of `min` to `max` elements. */
export const list = <Item extends z.ZodMiniType>(
  item: Item,
  { min = 1, max }: { min?: number; max: number },
) =>
  z.pipe(
    z.transform((given: z.input<Item>[], { issues }) => {
      if (!Array.isArray(given) || given.length <= max) return given;
      issues.push({ code: 'custom', input: undefined, message: `expected at most ${max} elements` });
      return z.NEVER;
    }),
    z.array(item).check(z.minLength(min), z.maxLength(max)),
  );

interface EntriesRule {
  readonly max: number;
  readonly name: TextRule;
  readonly value: TextRule;
}

type Entries<Value> = Readonly<Record<string, Value>>;

/** An object with arbitrary names, including `__proto__` and `constructor`. */
export const entries = (rule: EntriesRule) =>
  z.pipe(object<Entries<string>>(), copied<string>(rule)).check(described(rule, 'string'));

/** The same, in which `null` removes an entry (RFC 7396). */
export const changedEntries = (rule: EntriesRule) =>
  z
    .pipe(object<Entries<string | null>>(), copied<string | null>(rule, null))
    .check(described(rule, ['string', 'null']));

const object = <Given extends object>() =>
  z.custom<Given>(
    (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
    'expected an object',
  );

/**
 * Not by `z.record`, which assigns: an assignment to `__proto__` sets a prototype (ECMA-262, "Object.prototype.__proto__"),
 * where `Object.fromEntries` defines a property ("CreateDataProperty").
 */
const copied = <Value extends string | null>(rule: EntriesRule, gone?: null) =>
  z.transform((given: Entries<Value>, { issues }) => {
    const found = Object.entries(given).map(([name, value]): [string, Value] => [
      normalized(name),
      typeof value === 'string' ? (normalized(value) as Value) : value,
    ]);
    if (found.length > rule.max)
      issues.push({ code: 'custom', input: undefined, message: `expected at most ${rule.max} entries` });
    const names = new Set<string>();
    if (found.length <= rule.max)
      for (const [name, value] of found) {
        const isTwice = names.has(name);
        names.add(name);
        const message = isTwice
          ? 'expected each name once; two are the same in Unicode’s form NFC'
          : wrongWithEntry(rule, name, value, gone);
        if (message) issues.push({ code: 'custom', input: undefined, path: [name], message });
      }
    return Object.fromEntries(found);
  });

function wrongWithEntry(rule: EntriesRule, name: string, value: unknown, gone?: null): string | undefined {
  const wrong = wrongWithText(name, rule.name);
  if (wrong) return `as the name of an entry ${wrong}`;
  if (typeof value === 'string') return wrongWithText(value, rule.value);
  if (value === gone) return undefined;
  return gone === null ? 'expected a string or null' : 'expected a string';
}

const described = ({ max, name, value }: EntriesRule, type: string | readonly string[]) =>
  z.meta({
    type: 'object',
    propertyNames: documented(name),
    additionalProperties: { type, ...documented(value) },
    maxProperties: max,
  });
