import { describe, expect, test } from '@jest/globals';
import { visibleJson, visibleProse, visibleText } from '../../text/visible-text.js';
import { acts, everyCharacter, randomText } from './acting-characters.js';

describe('what others wrote is shown as what it is', () => {
  test.each([
    ['a plain name', 'Q3 "final" (2).pdf', 'Q3 "final" (2).pdf'],
    ['a sequence that clears the terminal', 'a\u001b[2J.png', 'a\ufffd[2J.png'],
    ['the same in one character of C1', 'a\u009b2J.png', 'a\ufffd2J.png'],
    ['a title for the window (OSC)', '\u001b]0;root\u0007', '\ufffd]0;root\ufffd'],
    ['delete', 'a\u007f', 'a\ufffd'],
    ['a forged line', 'a.png\nwaybill: all is well', 'a.png\ufffdwaybill: all is well'],
    ['other ends of lines', 'a\r\v\f\u0085\u2028\u2029b', 'a\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdb'],
    ['a program that ends as a picture', 'photo_\u202egpj.exe', 'photo_\ufffdgpj.exe'],
    ['an isolate', '\u2066a\u2069', '\ufffda\ufffd'],
    ['a mark that turns the paragraph round', '\u200fjpg\u200f.exe', '\ufffdjpg\ufffd.exe'],
    ['blanks without width', 'pay\u200bpal\u2060\ufeff', 'pay\ufffdpal\ufffd\ufffd'],
    ['a joiner between Latin letters', 'pay\u200dpal', 'pay\ufffdpal'],
    ['a soft hyphen, a filler', 'a\u00adb\u3164', 'a\ufffdb\ufffd'],
    ['text in tags', 'hi\u{e0041}\u{e0042}', 'hi\ufffd\ufffd'],
    ['a variant of what has none', 'a\ufe0f1\ufe0f', 'a\ufffd1\ufffd'],
    ['half of a pair', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['a pile of marks', 'Z\u0301\u0302\u0303\u0304\u0305\u0306', 'Z\u0301\u0302\u0303\u0304\ufffd\ufffd'],
  ])('%s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  test.each([
    ['Arabic and Hebrew', 'تقرير שלום.pdf'],
    ['a joiner of Persian', 'می\u200cخواهم.txt'],
    ['joiners of Hindi and Sinhala', 'क्\u200dष ක්\u200dර'],
    [
      'families, professions, skin, text and picture',
      '👩\u200d👩\u200d👧 👨🏽\u200d🚀 🏳\ufe0f\u200d🌈 ❤\ufe0f ☎\ufe0e',
    ],
    ['a key and flags', '1\ufe0f\u20e3 🇩🇪 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['a variant of an ideograph', '葛\u{e0100}城市'],
    ['the thin blank of macOS', 'Screenshot 1.23.45\u202fPM.png'],
    ['four marks on a letter', 'Vie\u0323\u0302t a\u0301\u0302\u0303\u0304'],
  ])('%s stays', (_, text) => {
    expect(visibleText(text)).toBe(text);
  });

  test('each single character: only invisible and control characters are replaced', () => {
    const wrong = everyCharacter().filter(
      ([character, code]) => (visibleText(character) === '\ufffd') !== (acts(code) || code === 0xfffd),
    );
    expect(wrong.map(([, code]) => code.toString(16)).slice(0, 20)).toEqual([]);
  });

  test('text of all planes: no control character is left, and the rule is idempotent', () => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const shown = visibleText(randomText(seed));
      // eslint-disable-next-line no-control-regex -- these are what must not be there
      expect(shown).not.toMatch(/[\0-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
      expect(shown.isWellFormed()).toBe(true);
      expect(visibleText(shown)).toBe(shown);
    }
  });
});

test('prose keeps its lines and the marks of right-to-left scripts, and nothing that escapes its paragraph', () => {
  expect(visibleProse('a\n\tb\u00adc \u200fשלום!\u200f')).toBe('a\n\tb\u00adc \u200fשלום!\u200f');
  expect(visibleProse('a\r\u001b[2J\u202eb\u2067c\u2028')).toBe('a\ufffd\ufffd[2J\ufffdb\ufffdc\ufffd');
});

test('JSON stays the same data, and nothing in it acts', () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const value = { [randomText(seed)]: [randomText(-seed), 1] };
    const json = visibleJson(value);
    expect(JSON.parse(json)).toEqual(value);
    expect([...json].filter((character) => acts(character.codePointAt(0) ?? 0))).toEqual([]);
  }
});
