import { describe, expect, test } from '@jest/globals';
import { fromJson } from '../../lambda/api/json-text.js';

const nested = (levels: number, inside = '') => '['.repeat(levels) + inside + ']'.repeat(levels);

describe('a JSON body', () => {
  test('may be 16 levels deep, and as wide as it likes', () => {
    expect(fromJson(nested(16))).toHaveLength(1);
    const wide = `[${Array(100).fill('{"a":[1]}').join()}]`;
    expect(fromJson(wide)).toHaveLength(100);
    expect(fromJson(`[${nested(15)},${nested(15)}]`)).toHaveLength(2);
  });

  test.each([
    ['brackets', nested(17)],
    ['braces', `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`],
    ['both', `${'[{"a":'.repeat(9)}1${'}]'.repeat(9)}`],
    ['brackets behind a string that ends with an escaped backslash', `["\\\\",${nested(16)}]`],
    ['brackets behind a string with closing ones', `["]]]]",${nested(16)}]`],
  ])('that nests deeper is refused: %s', (_what, text) => {
    expect(() => fromJson(text)).toThrow(
      expect.objectContaining({
        code: 'malformed-json',
        detail: expect.stringContaining('more than 16 levels'),
      }),
    );
  });

  test.each([
    ['brackets', `["${'['.repeat(40)}"]`],
    ['brackets behind an escaped quote', `["\\"${'['.repeat(40)}"]`],
    ['an escaped backslash at its end', `["\\\\", "${'['.repeat(40)}"]`],
  ])('counts nothing within a string: %s', (_what, text) => {
    expect(fromJson(text)).toEqual(JSON.parse(text));
  });

  test('that is none is refused with what was expected', () => {
    expect(() => fromJson('{"a":')).toThrow(
      expect.objectContaining({ code: 'malformed-json', detail: expect.stringContaining('not valid JSON') }),
    );
  });
});
