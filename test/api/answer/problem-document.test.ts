import { describe, expect, test } from '@jest/globals';
import { problemDocument } from '../../../lambda/api/answer/problem-document.js';
import { Problem, type FieldError } from '../../../lambda/core/problem.js';

const documentOf = (detail: string, errors: FieldError[] = [], omitted = 0) =>
  problemDocument(
    new Problem('invalid-request', detail, errors, undefined, omitted),
    'https://api',
    'request',
  );
const jsonBytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
/** A text of so many bytes in JSON, its quotes included. */
const textOf = (bytes: number, character = 'x') =>
  character.repeat((bytes - 2) / Buffer.byteLength(character));

describe('the detail of a problem', () => {
  test.each(['short', textOf(800), textOf(800, 'é'), '\u{1F4F7}'.repeat(199)])(
    'up to 800 bytes is complete: %#',
    (detail) => {
      expect(documentOf(detail).detail).toBe(detail);
    },
  );

  test.each([
    ['ASCII', textOf(801), 795],
    ['of two bytes', 'é'.repeat(400), 397],
    ['of four bytes', '\u{1F4F7}'.repeat(300), 396],
    // As JSON writes them: six bytes each.
    ['that is escaped', '\u0001'.repeat(400), 132],
  ])('beyond that is cut between two characters, with an ellipsis: %s', (_what, detail, units) => {
    const shown = documentOf(detail).detail;
    expect(shown).toBe(`${detail.slice(0, units)}…`);
    expect(jsonBytes(shown)).toBeLessThanOrEqual(800);
  });

  test('is text that every client can parse, also where a request had half a character', () => {
    expect(documentOf('a\ud800b').detail).toBe('a\ufffdb');
    expect(documentOf(`\ud800${textOf(900)}`).detail.isWellFormed()).toBe(true);
  });
});

describe('the fields of a problem', () => {
  test('are left out where there are none', () => {
    expect(Object.keys(documentOf('what was wrong')).sort()).toEqual([
      'code',
      'detail',
      'requestId',
      'status',
      'title',
      'type',
    ]);
  });

  test('are all named up to 6,000 bytes; beyond that the first ones, and the number of the others', () => {
    const error = { pointer: '/a', detail: '' };
    const ofBytes = (bytes: number) => ({ ...error, detail: 'x'.repeat(bytes - jsonBytes(error)) });
    const errors = Array.from({ length: 10 }, () => ofBytes(600));
    expect(documentOf('d', errors)).toMatchObject({ detail: 'd', errors });
    expect(documentOf('d', errors)).not.toHaveProperty('errorsOmitted');
    const over = [...errors.slice(1), ofBytes(601)];
    expect(documentOf('d', over)).toMatchObject({
      ...{ detail: 'd; and 1 more', errors: over.slice(0, 9), errorsOmitted: 1 },
    });
    expect(documentOf('d', over, 4)).toMatchObject({ detail: 'd; and 5 more', errorsOmitted: 5 });
  });

  test('have a pointer of 150 bytes at most, and a detail of 800', () => {
    const { errors } = documentOf('d', [{ pointer: textOf(151), detail: textOf(801) }]);
    expect(errors).toEqual([{ pointer: `${'x'.repeat(145)}…`, detail: `${'x'.repeat(795)}…` }]);
  });
});
