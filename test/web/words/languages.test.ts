import { afterEach, describe, expect, test } from '@jest/globals';
import { de } from '../../../web/words/de.js';
import { en } from '../../../web/words/en.js';
import { localByteSize } from '../../../web/words/byte-size.js';
import { figure, percent } from '../../../web/words/figure.js';
import { aType, kindsOf } from '../../../web/words/type-name.js';
import { exactly, when } from '../../../web/words/when.js';
import { languageFor, languageNow, localeNow, speak, words } from '../../../web/words/words.js';

afterEach(() => speak('en', []));

test.each([
  [['de-AT', 'en'], 'de'],
  [['fr', 'DE', 'en'], 'de'],
  [['fr-CH', 'en-GB'], 'en'],
  [['ja'], 'en'],
  [[], 'en'],
] as const)('who prefers %j is spoken to in %s', (preferred, language) => {
  expect(languageFor(preferred)).toBe(language);
});

test('numbers and times are written as the language writes them, and its region', async () => {
  await speak('de', ['de-DE']);
  const now = new Date('2026-11-22T12:00:00Z');
  expect([
    figure(1234),
    localByteSize(1_250_000),
    when(new Date(now.getTime() - 86_400_000 * 1.5), now),
  ]).toEqual(['1.234', '1,3 MB', 'gestern']);
  expect(percent(1, 3)).toMatch(/^33\s%$/);
  const noon = new Date(2026, 10, 22, 12, 5);
  expect(exactly(noon)).toBe('22.11.2026, 12:05');
  await speak('en', ['en-GB', 'de']);
  expect(exactly(noon)).toBe('22 Nov 2026, 12:05');
});

test('a percentage is full only when all is there', () => {
  expect([percent(0, 10), percent(999, 1000), percent(1000, 1000), percent(0, 0)]).toEqual([
    '0%',
    '99%',
    '100%',
    '100%',
  ]);
});

test('types and kinds have German names', async () => {
  await speak('de', ['de']);
  expect(aType('video/mp4')).toBe('ein MP4-Video');
  expect(aType('chemical/x-pdb')).toBe('eine Datei vom Typ chemical/x-pdb');
  expect(kindsOf(['image/png', 'video/mp4', 'text/plain'])).toBe('Bilder, Video und Text');
});

/** Each text of one language with its key; functions are called with placeholders. */
function texts(node: unknown, place = ''): (readonly [place: string, text: string])[] {
  if (typeof node === 'string') return [[place, node]];
  if (typeof node === 'function') {
    const said: unknown = (node as (...given: unknown[]) => unknown)('x1', 'x2');
    return typeof said === 'string' ? [[place, said]] : [];
  }
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => texts(value, `${place}/${key}`));
}

test('the language chosen last is spoken, whichever is loaded first', async () => {
  const german = speak('de', ['de']);
  await speak('en', ['en']);
  await german;
  expect([languageNow(), localeNow(), words().navigation.files]).toEqual(['en', 'en', 'My files']);
});

describe('German', () => {
  const withoutTypes = ({ types: _types, findings: _findings, ...rest }: typeof en) => rest;
  const german = texts(withoutTypes(de));
  const english = new Map(texts(withoutTypes(en)));

  test('fills in what English fills in, at every place', () => {
    const gaps = (text: string | undefined) => (text?.match(/x1|x2|\{\w+\}/g) ?? []).sort();
    const differing = german.filter(([place, text]) => gaps(text).join() !== gaps(english.get(place)).join());
    expect(differing).toEqual([]);
  });

  test('is nowhere English', () => {
    const same = german.filter(([place, text]) => english.get(place) === text && /\s/.test(text));
    expect(same.map(([place]) => place).sort()).toEqual(['/feed/video', '/said/failed']);
  });
});
