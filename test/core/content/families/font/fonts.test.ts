import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallPdf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

interface Table {
  readonly name: string;
  readonly content: Buffer;
}
const outlines = (length: number): Table[] => [
  { name: 'glyf', content: noise(length) },
  { name: 'head', content: noise(54, 3) },
];

/** A font of the tables, one behind the other on multiples of four bytes, beginning at `base` of its file. */
function sfntFile(mark: string, tables: readonly Table[], { base = 0, gap = Buffer.alloc(0) } = {}): Buffer {
  const directory = Buffer.alloc(12 + 16 * tables.length);
  directory.write(mark, 'latin1');
  directory.writeUInt16BE(tables.length, 4);
  const contents: Buffer[] = [gap];
  let at = base + directory.length + gap.length;
  tables.forEach(({ name, content }, i) => {
    directory.write(name, 12 + 16 * i, 'latin1');
    directory.writeUInt32BE(at, 12 + 16 * i + 8);
    directory.writeUInt32BE(content.length, 12 + 16 * i + 12);
    const padded = Buffer.concat([content, Buffer.alloc(-content.length & 3)]);
    contents.push(padded);
    at += padded.length;
  });
  return Buffer.concat([directory, ...contents]);
}

function collection(...fonts: ((base: number) => Buffer)[]): Buffer {
  const header: Buffer = Buffer.alloc(12 + 4 * fonts.length);
  header.write('ttcf\0\x01\0\0', 'latin1');
  header.writeUInt32BE(fonts.length, 8);
  let bytes: Buffer = Buffer.from(header);
  fonts.forEach((font, i) => {
    header.writeUInt32BE(bytes.length, 12 + 4 * i);
    bytes = Buffer.concat([bytes, font(bytes.length)]);
    header.copy(bytes);
  });
  return bytes;
}

/** Of two tables, `cmap` and `head`. */
function woffFile(mark: 'wOFF' | 'wOF2', length: number, priv: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(mark === 'wOFF' ? 44 : 48);
  header.write(`${mark}\0\x01\0\0`, 'latin1');
  header.writeUInt32BE(header.length + length + priv.length, 8);
  header.writeUInt16BE(2, 12);
  header.writeUInt32BE(header.length + length, mark === 'wOFF' ? 36 : 40);
  header.writeUInt32BE(priv.length, mark === 'wOFF' ? 40 : 44);
  const content = noise(length);
  if (mark === 'wOFF') {
    // Tag, offset, packed and unpacked length, sum.
    ['head', 'cmap'].forEach((name, i) => {
      content.write(name, 20 * i, 'latin1');
      content.writeUInt32BE(i === 0 ? 84 : 94, 20 * i + 4);
      content.writeUInt32BE(i === 0 ? 10 : length - 50, 20 * i + 8);
      content.writeUInt32BE(i === 0 ? 54 : length, 20 * i + 12);
    });
  } else {
    // The lengths that they unpack to; the rest is packed.
    content.writeUInt32BE(0x00010136, 0);
    header.writeUInt32BE(length - 4, 20);
  }
  return Buffer.concat([header, content, priv]);
}

const trueType = '\0\x01\0\0';
const fonts: [string, Buffer, string, string][] = [
  ['TrueType', sfntFile(trueType, outlines(900)), 'font/ttf', 'application/x-font-ttf'],
  ['long TrueType', sfntFile(trueType, outlines(200_000)), 'font/ttf', 'font/ttf'],
  ['TrueType in OpenType', sfntFile(trueType, outlines(900)), 'font/ttf', 'font/otf'],
  ['OpenType', sfntFile('OTTO', outlines(900)), 'font/otf', 'font/otf'],
  [
    'collection',
    collection(
      (base) => sfntFile(trueType, outlines(600), { base }),
      (base) => sfntFile('OTTO', outlines(90_000), { base }),
    ),
    'font/ttf',
    'font/collection',
  ],
  ['WOFF', woffFile('wOFF', 300), 'font/woff', 'application/font-woff'],
  ['long WOFF 2', woffFile('wOF2', 150_001, noise(100)), 'font/woff2', 'font/woff2'],
];

describe.each(fonts)('%s', (_name, bytes, type, declaredType) => {
  test('is accepted', async () => {
    const verdict = await check(bytes, { declaredType });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: type, findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(3);
  });

  test.each(guestsBehind(bytes))('with %s behind it is refused', async (_case, hosted) => {
    expect(refusals(await check(hosted))).not.toEqual([]);
  });
});

test.each([
  [
    'a table of names',
    sfntFile(trueType, [...outlines(200_000), { name: 'name', content: smallPdf }, ...outlines(99_000)]),
  ],
  [
    'room between the tables',
    sfntFile(trueType, outlines(200_000), {
      gap: Buffer.concat([Buffer.alloc(6_000), smallZip, Buffer.alloc(400)]),
    }),
  ],
  ['the private data of a WOFF', woffFile('wOFF', 200_000, Buffer.concat([smallPdf, noise(70_000)]))],
])('a guest in %s is refused', async (_name, bytes) => {
  expect(refusals(await check(bytes))).toContain('guest-inside');
});

test('a font that is cut off is noted', async () => {
  expect(warnings(await check(sfntFile(trueType, outlines(900)).subarray(0, -40)))).toEqual(['truncated']);
  expect(warnings(await check(woffFile('wOF2', 900).subarray(0, -40)))).toEqual(['truncated']);
});

test('a font whose name says the other kind of outlines is accepted with a note', async () => {
  const verdict = await check(sfntFile('OTTO', outlines(900)), { declaredType: 'font/ttf' });
  expect(verdict.verdict).toBe('accept');
  expect(warnings(verdict)).toEqual(['type-in-family']);
});

test('numbers that a font could begin with are not enough', async () => {
  expect((await check(bytesOf('\0\x01\0\0\0\x03' + '\0'.repeat(60)))).detectedType).toBe(
    'application/octet-stream',
  );
  expect(refusals(await check(bytesOf('ttcf\0\x01\0\0' + '\xff'.repeat(60))))).not.toEqual([]);
});
