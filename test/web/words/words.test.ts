import { expect, test } from '@jest/globals';
import { localByteSize } from '../../../web/words/byte-size.js';
import { aType, kindsOf, typeTitle } from '../../../web/words/type-name.js';
import { when } from '../../../web/words/when.js';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [26_818, '26.8 kB'],
  [214_400, '214 kB'],
  [1_250_000, '1.3 MB'],
  [5 * 2 ** 30, '5.4 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(localByteSize(bytes)).toBe(text);
});

test('types have the names and articles that people use', () => {
  expect(aType('image/svg+xml')).toBe('an SVG drawing');
  expect(aType('application/x-elf')).toBe('a Linux program (ELF)');
  expect(aType('chemical/x-pdb')).toBe('a file of the type chemical/x-pdb');
  expect(aType('application/x-shellscript')).toBe('a shell script');
  expect(typeTitle('text/plain')).toBe('Text file');
  expect(typeTitle('chemical/x-pdb')).toBe('chemical/x-pdb');
});

test('an allowlist is summarized by its kinds', () => {
  expect(kindsOf(['image/png', 'image/jpeg', 'application/zip', 'text/csv'])).toBe(
    'Images, archives, and text',
  );
});

test('time is shown in relative form', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const ago = (seconds: number) => when(new Date(now.getTime() - seconds * 1000), now);
  expect([ago(-5), ago(59), ago(61), ago(7_300), ago(90_000)]).toEqual([
    'just now',
    'just now',
    '1 minute ago',
    '2 hours ago',
    'yesterday',
  ]);
  expect(ago(30 * 86_400)).toBe('Oct 23, 2026');
});
