import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classesOf, idOf, literal, wildcard, type Pattern } from './glob.js';

/** An implementation that shares nothing with the automaton. */
function isMatched({ text, literal: isLiteral }: Pattern, value: string): boolean {
  if (isLiteral) return text === value;
  const expression = [...text]
    .map((one) =>
      one === '*' ? '[^]*' : one === '?' ? '[^]' : `\\u{${one.codePointAt(0)?.toString(16) ?? ''}}`,
    )
    .join('');
  return new RegExp(`^${expression}$`, 'u').test(value);
}

const characters = fc.constantFrom('a', 'b', '/', '*', '?');
const patterns = fc.array(
  fc.record({ text: fc.string({ unit: characters, maxLength: 5 }), literal: fc.boolean() }),
  { maxLength: 5 },
);
const values = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?', 'z', '€'), maxLength: 8 });

const vector = (among: readonly Pattern[], value: string) =>
  among
    .filter((one) => isMatched(one, value))
    .map(idOf)
    .sort()
    .join();

test('every string is in a class, and each class has the string that stands for it', () => {
  fc.assert(
    fc.property(patterns, fc.array(values, { maxLength: 20 }), (given, some) => {
      const classes = classesOf(given);
      const known = classes.map(({ matched }) => [...matched].sort().join());
      const distinct = [...new Map(given.map((one) => [idOf(one), one])).values()];
      for (const value of some) expect(known).toContain(vector(distinct, value));
      expect(classes.map(({ example }) => vector(distinct, example))).toEqual(known);
    }),
    { numRuns: 500 },
  );
});

test('finds what is in two patterns at once', () => {
  const both = classesOf([wildcard('s3:Get*'), wildcard('s3:*Tagging'), literal('s3:GetObject')]);
  expect(both.map(({ example }) => example)).toEqual(
    expect.arrayContaining(['s3:GetTagging', 's3:GetObject', 's3:Tagging', 's3:Get']),
  );
});
