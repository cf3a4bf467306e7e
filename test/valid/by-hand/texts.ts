import { Random } from '../../fuzz/random.js';
import { diagonals, pairs, type Recipe } from '../recipe.js';

interface Writing {
  readonly name: string;
  readonly type: string;
  readonly ending: string;
  readonly declared?: readonly string[];
  /** Approximately this many characters. */
  readonly write: (random: Random, length: number) => string;
}

const words = 'a the of upload page 12 Straße naïve größer Ελλάδα данные 東京 emoji 🙂 façade'.split(' ');
const word = (random: Random): string => words[random.below(words.length)] ?? '';
const line = (random: Random, count = 12): string =>
  Array.from({ length: count }, () => word(random)).join(' ');

/** Lines until there are enough characters, between a beginning and an end. */
function fill(length: number, next: (number: number) => string, [first, last] = ['', '']): string {
  const parts = [first];
  for (let size = first.length, number = 0; size < length || number < 2; number++) {
    const part = next(number);
    parts.push(part);
    size += part.length;
  }
  return [...parts, last].join('');
}

const plain = { type: 'text/plain', ending: 'txt' };
const csv = { type: 'text/csv', ending: 'csv', declared: ['text/csv', 'text/plain'] };
const json = { type: 'application/json', ending: 'json', declared: ['application/json', 'text/plain'] };
const xml = { type: 'application/xml', ending: 'xml', declared: ['application/xml', 'text/xml'] };
const markdown = { type: 'text/plain', ending: 'md', declared: ['text/markdown', 'text/plain'] };

const writings: Writing[] = [
  { name: 'prose', ...plain, write: (random, length) => fill(length, () => `${line(random)}.\n`) },
  {
    name: 'lines of Windows',
    ...plain,
    write: (random, length) => fill(length, () => `${line(random)}\r\n`),
  },
  { name: 'one line', ...plain, write: (random, length) => fill(length, () => `${word(random)} `) },
  { name: 'blanks', ...plain, write: (_random, length) => ' '.repeat(length) },
  { name: 'empty lines', ...plain, write: (_random, length) => '\r\n'.repeat(length / 2) },
  { name: 'one letter', ...plain, write: (_random, length) => 'x'.repeat(length) },
  {
    name: 'a log in colours',
    ...plain,
    ending: 'log',
    write: (random, length) =>
      fill(length, (n) => `\u001b[32m2026-01-01 ${n}\u001b[0m\t${line(random, 5)}\n`),
  },
  {
    name: 'CSV',
    ...csv,
    write: (random, length) =>
      fill(length, (n) => `${n},"${line(random, 3)}, ""quoted""\r\nand on",,${word(random)}\r\n`),
  },
  { name: 'CSV of nothing', ...csv, write: (_random, length) => fill(length, () => ',,,,\n') },
  {
    name: 'CSV with semicolons',
    ...csv,
    write: (random, length) => fill(length, (n) => `${word(random)};${n},5;0\n`),
  },
  { name: 'one row', ...csv, write: (random) => `name,${word(random)}` },
  {
    name: 'TSV',
    type: 'text/tab-separated-values',
    ending: 'tsv',
    write: (random, length) => fill(length, (n) => `${n}\t\t${word(random)}\n`),
  },
  {
    name: 'JSON',
    ...json,
    write: (random, length) =>
      fill(length, (n) => `{"n":${n},"text":"${line(random)}\\u0000","more":[null,-1e9,{}]},`, ['[', '0]']),
  },
  {
    name: 'JSON of zeros',
    ...json,
    write: (_random, length) => fill(length, () => '0,', ['[', '0]']),
  },
  {
    name: 'JSON, one text',
    ...json,
    write: (random, length) => fill(length, () => word(random), ['{\n  "text": "', '"\n}\n']),
  },
  {
    name: 'JSON lines',
    ...json,
    write: (random, length) => fill(length, (n) => `{"n":${n},"text":"${line(random)}"}\n`),
  },
  { name: 'JSON, a number', ...json, declared: ['application/json'], write: () => '42' },
  {
    name: 'XML',
    ...xml,
    write: (random, length) =>
      fill(length, (n) => `<row n="${n}">${line(random)}<![CDATA[<b>]]></row>\n`, [
        '<?xml version="1.0"?>\n<rows xmlns="https://example.org/rows">\n',
        '</rows>\n',
      ]),
  },
  {
    name: 'XML behind a long comment',
    ...xml,
    write: (random, length) =>
      fill(length / 2, () => `${line(random)}\n`, ['<?xml version="1.0"?>\n<!-- ', '-->\n<rows/>\n']),
  },
  {
    name: 'XML, a feed',
    ...xml,
    write: (random, length) =>
      fill(
        length,
        () => `<entry><title>${line(random)}</title><content type="html">&lt;p&gt;</content></entry>`,
        ['<feed xmlns="http://www.w3.org/2005/Atom">', '</feed>'],
      ),
  },
  {
    name: 'Markdown',
    ...markdown,
    write: (random, length) =>
      fill(
        length,
        () => `\n## ${line(random, 3)}\n\n- ${line(random)}\n\n\`\`\`sh\n#!/bin/sh\nset -e\n\`\`\`\n`,
        [`# ${line(random, 2)}\n`, ''],
      ),
  },
  {
    name: 'Markdown, a table',
    ...markdown,
    write: (random, length) =>
      fill(length, (n) => `| ${n} | ${word(random)} |\n`, ['| a | b |\n| - | - |\n', '']),
  },
  {
    name: 'Markdown with front matter',
    ...markdown,
    write: (random, length) =>
      fill(length, () => `${line(random)}  \n`, [`---\ntitle: ${word(random)}\n---\n\n`, '']),
  },
];

/** Contacts and appointments state their own encoding, which is UTF-8. */
const cards: Writing[] = [
  {
    name: 'vCard',
    type: 'text/vcard',
    ending: 'vcf',
    write: (random, length) =>
      fill(length, (n) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${line(random, 2)}\r\nUID:${n}\r\nEND:VCARD\r\n`),
  },
  {
    name: 'calendar',
    type: 'text/calendar',
    ending: 'ics',
    write: (random, length) =>
      fill(length, (n) => `BEGIN:VEVENT\r\nUID:${n}\r\nSUMMARY:${line(random, 4)}\r\nEND:VEVENT\r\n`, [
        'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\n',
        'END:VCALENDAR\r\n',
      ]),
  },
];

const rtf: Writing = {
  name: 'RTF',
  type: 'application/rtf',
  ending: 'rtf',
  declared: ['application/rtf', 'text/rtf'],
  write: (random, length) =>
    fill(
      length,
      (n) => `\\pard ${n} \\'e9\\u8364? {\\pict\\pngblip\\picw1\\pich1 ${'00'.repeat(40)}}\\par\r\n`,
      [`{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}{\\info{\\title ${random.below(99)}}}\r\n`, '}'],
    ),
};

type Encode = (text: string) => Buffer;
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const encodings: Readonly<Record<string, Encode>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with its mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16LE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16BE': (text) => swapped(`\ufeff${text}`),
  'Latin-1': (text) => Buffer.from(text.replaceAll(/[^\0-\xff]/gu, 'ß'), 'latin1'),
};

/** The last one needs several reads. */
const lengths = [20, 3000, 68 * 1024, 1_500_000];

function recipe(
  length: number,
  [encoding, encode]: [string, Encode],
  { write, ...writing }: Writing,
): Recipe {
  return {
    ...writing,
    name: `${writing.name} in ${encoding}, ${length} characters`,
    make: (seed) => encode(write(new Random(seed), length)),
  };
}

const utf8: [string, Encode][] = [['UTF-8', encodings['UTF-8'] as Encode]];

/** RFC 8259, 8.1, and XML 1.0, 4.3.3, do not allow Latin-1 without a declaration. */
const isOf = (encoding: string, { type }: Writing): boolean =>
  encoding !== 'Latin-1' || type.startsWith('text/');

export const texts: Recipe[] = [
  ...diagonals(2, lengths, pairs(Object.entries(encodings), writings))
    .filter(([, [[encoding], writing]]) => isOf(encoding, writing))
    .map(([length, [encoding, writing]]) => recipe(length, encoding, writing)),
  ...pairs(lengths, pairs(utf8, [...cards, rtf])).map(([length, [encoding, writing]]) =>
    recipe(length, encoding, writing),
  ),
];
