import { describe, expect, test } from '@jest/globals';
import { harmlessName } from '../../../text/saved-name.js';
import { wrongWithText } from '../../../lambda/api/schema/text.js';

/** The planes of Unicode with scripts, without surrogates, in texts of one character. */
const characters = Array.from({ length: 0x30000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

describe('a text', () => {
  test('may be any well-formed Unicode', () => {
    expect(characters.filter((character) => wrongWithText(character, {}))).toEqual([]);
  });

  test.each(['\ud800', 'a\udc00', '\udc00\ud800', '\ud83d\ud83d\ude00'])(
    'has no half of a surrogate pair: %j',
    (text) => expect(wrongWithText(text, {})).toContain('well-formed'),
  );

  test('is measured in characters, however many units each has', () => {
    const rule = { minCharacters: 2, maxCharacters: 3 };
    for (const text of ['aa', 'aaa', '\u{1F4F7}\u{1F4F7}', '\u{1F4F7}'.repeat(3), 'e\u0301'])
      expect([text, wrongWithText(text, rule)]).toEqual([text, undefined]);
    expect(wrongWithText('\u{1F4F7}', rule)).toContain('at least 2 characters');
    for (const text of ['aaaa', '\u{1F4F7}'.repeat(4), 'a'.repeat(7), 'e\u0301e\u0301'])
      expect(wrongWithText(text, rule)).toContain('at most 3 characters');
  });

  test('is measured in bytes of UTF-8', () => {
    expect(wrongWithText('é'.repeat(127) + 'a', { maxBytes: 255 })).toBeUndefined();
    expect(wrongWithText('é'.repeat(128), { maxBytes: 255 })).toContain('255 bytes');
    expect(wrongWithText('\u{1F4F7}'.repeat(64), { maxBytes: 255 })).toContain('255 bytes');
  });

  test('is not empty unless it may be', () => {
    expect(wrongWithText('', {})).toContain('not empty');
    expect(wrongWithText('', { minCharacters: 0 })).toBeUndefined();
  });
});

describe('a name', () => {
  const wrong = (text: string) => wrongWithText(text, { isName: true });

  test('contains exactly what is shown unchanged', () => {
    // A slash is a risk for files, not for display.
    const differ = characters.filter(
      (character) =>
        (wrong(`a${character}`) === undefined) !== (harmlessName(`a${character}`) === `a${character}`),
    );
    expect(differ).toEqual(['/', '\\']);
  });

  test.each([
    'bob',
    'auth0|5f7c',
    'Ärger 💼',
    'x admins',
    'שלום',
    '\u{1F469}\u200D\u{1F4BB}',
    'e\u0301',
    '__proto__',
  ])('may be %j', (text) => expect(wrong(text)).toBeUndefined());

  test.each(['\u202eb', 'a\0', 'a\nb', 'a\u2028', '\u2066a\u2069', 'a\u200b', '\u009b1m', '\ufeffa'])(
    'neither hides nor reverses: %j',
    (text) => expect(wrong(text)).toContain('control characters'),
  );

  test.each([' ', '\u3000', '\u00a0\u2003', '\u3164', '\u2800', '\u200d', '\u00ad'])(
    'can be seen: %j',
    (text) => expect(wrong(text)).toContain('seen'),
  );
});
