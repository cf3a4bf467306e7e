import { literal, wildcard, type Pattern } from './glob.js';

/**
 * Condition operators: IAM user guide, "IAM JSON policy elements: Condition operators" and "Multivalued context keys".
 * One that is not here throws, so that no condition is overlooked.
 */
export type Comparison =
  | { readonly kind: 'presence' }
  /** Of text, with one of several patterns. */
  | { readonly kind: 'text'; readonly negated: boolean; readonly pattern: (value: string) => Pattern }
  | { readonly kind: 'truth' }
  | { readonly kind: 'number'; readonly relation: (seen: number, wanted: number) => boolean };

export interface Operator {
  readonly comparison: Comparison;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** A key that is not in the request matches. */
  readonly ifExists: boolean;
}

const text = (pattern: (value: string) => Pattern, negated = false): Comparison => ({
  kind: 'text',
  negated,
  pattern,
});

/**
 * "Case-sensitive matching of the ARN. Each of the six colon-delimited components of the ARN is checked separately". A
 * wildcard in the last component is the same in the whole text.
 */
function arnPattern(value: string): Pattern {
  if (/[*?]/.test(value.split(':').slice(0, 5).join(':')))
    throw new Error(`a wildcard in the head of ${value}`);
  return wildcard(value);
}

const comparisons: Readonly<Record<string, Comparison>> = {
  Null: { kind: 'presence' },
  Bool: { kind: 'truth' },
  StringEquals: text(literal),
  StringNotEquals: text(literal, true),
  StringLike: text(wildcard),
  StringNotLike: text(wildcard, true),
  ArnEquals: text(arnPattern),
  ArnLike: text(arnPattern),
  ArnNotEquals: text(arnPattern, true),
  ArnNotLike: text(arnPattern, true),
  NumericEquals: { kind: 'number', relation: (a, b) => a === b },
  NumericLessThan: { kind: 'number', relation: (a, b) => a < b },
  NumericLessThanEquals: { kind: 'number', relation: (a, b) => a <= b },
  NumericGreaterThan: { kind: 'number', relation: (a, b) => a > b },
  NumericGreaterThanEquals: { kind: 'number', relation: (a, b) => a >= b },
};

export function operatorOf(name: string): Operator {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const comparison = comparisons[base];
  if (!comparison) throw new Error(`unknown condition operator ${name}`);
  return { comparison, set: set as Operator['set'], ifExists: ifExists !== undefined };
}
