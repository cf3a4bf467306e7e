import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

const pixels = sharp(noise(400 * 300 * 3), { raw: { width: 400, height: 300, channels: 3 } });

/** Fields of type LONG (LONG8 in BigTIFF), little-endian; `values` that don't fit stand behind the directory. */
function tiffFile({
  big = false,
  strips = 3,
  stripBytes = 40_000,
  gap = Buffer.alloc(0),
  next = 0,
} = {}): Buffer {
  const width = big ? 8 : 4;
  const le = (value: number, bytes: number) => {
    const out = Buffer.alloc(8);
    out.writeBigUInt64LE(BigInt(value));
    return out.subarray(0, bytes);
  };
  const headerBytes = big ? 16 : 8;
  const dataAt = headerBytes + gap.length;
  const data = noise(strips * stripBytes, 5);
  const offsets = Array.from({ length: strips }, (_, i) => dataAt + i * stripBytes);
  const fields: [number, number[]][] = [
    [256, [200]],
    [257, [100]],
    [259, [5]],
    [273, offsets],
    [279, offsets.map(() => stripBytes)],
  ];
  const directoryAt = dataAt + data.length;
  let valuesAt = directoryAt + (big ? 8 : 2) + fields.length * (big ? 20 : 12) + width;
  const behind: Buffer[] = [];
  const entries = fields.map(([tag, values]) => {
    const list = Buffer.concat(values.map((value) => le(value, width)));
    const inline = values.length === 1 ? list : le(valuesAt, width);
    if (values.length > 1) {
      behind.push(list);
      valuesAt += list.length;
    }
    return Buffer.concat([le(tag, 2), le(big ? 16 : 4, 2), le(values.length, width), inline]);
  });
  const header = big
    ? [bytesOf('II+\0\x08\0\0\0'), le(directoryAt, 8)]
    : [bytesOf('II*\0'), le(directoryAt, 4)];
  return Buffer.concat([
    ...header,
    gap,
    data,
    le(fields.length, big ? 8 : 2),
    ...entries,
    le(next, width),
    ...behind,
  ]);
}

/** Pages of one strip, each with its directory behind it: more than a check may follow. */
function manyPages(pages: number): Buffer {
  const strip = 12_000;
  const pageBytes = strip + 2 + 5 * 12 + 4;
  const page = (i: number): Buffer => {
    const start = 8 + i * pageBytes;
    const directory = Buffer.alloc(pageBytes - strip);
    directory.writeUInt16LE(5, 0);
    const fields = [
      [256, 100],
      [257, 100],
      [259, 5],
      [273, start],
      [279, strip],
    ] as const;
    fields.forEach(([tag, value], n) => {
      directory.writeUInt16LE(tag, 2 + n * 12);
      directory.writeUInt16LE(4, 4 + n * 12);
      directory.writeUInt32LE(1, 6 + n * 12);
      directory.writeUInt32LE(value, 10 + n * 12);
    });
    directory.writeUInt32LE(i + 1 < pages ? start + pageBytes + strip : 0, 62);
    return Buffer.concat([noise(strip, i), directory]);
  };
  const header = Buffer.concat([bytesOf('II*\0'), Buffer.alloc(4)]);
  header.writeUInt32LE(8 + strip, 4);
  return Buffer.concat([header, ...Array.from({ length: pages }, (_, i) => page(i))]);
}

const hosts: [string, Buffer, number, number][] = [
  [
    'of LZW strips as libtiff writes it',
    await pixels.clone().tiff({ compression: 'lzw' }).toBuffer(),
    400,
    300,
  ],
  [
    'of tiles with a pyramid',
    await pixels.clone().tiff({ tile: true, pyramid: true, compression: 'none' }).toBuffer(),
    400,
    300,
  ],
  ['in JPEG compression', await pixels.clone().tiff({ compression: 'jpeg' }).toBuffer(), 400, 300],
  ['as BigTIFF', await pixels.clone().tiff({ compression: 'deflate', bigtiff: true }).toBuffer(), 400, 300],
  ['whose directory stands last', tiffFile(), 200, 100],
  ['whose directory stands last in BigTIFF', tiffFile({ big: true }), 200, 100],
];

describe.each(hosts)('TIFF %s', (_name, image, width, height) => {
  test('is accepted with its dimensions', async () => {
    const verdict = await check(image, { declaredType: 'image/tiff', maxPixels: width * height });
    expect(verdict).toMatchObject({
      verdict: 'accept',
      detectedType: 'image/tiff',
      width,
      height,
      findings: [],
    });
    expect(verdict.ranges).toBeLessThanOrEqual(4);
  });

  test.each(guestsBehind(image))('%s is refused', async (_guest, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('padding behind it is noted', async () => {
    expect(warnings(await check(Buffer.concat([image, Buffer.alloc(50)])))).toEqual(['trailing-padding']);
  });
});

describe('TIFF of more pages than a check may follow', () => {
  const scan = manyPages(60);

  test('is accepted', async () => {
    const verdict = await check(scan, { declaredType: 'image/tiff' });
    expect(verdict).toMatchObject({ verdict: 'accept', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(11);
  });

  test.each(guestsBehind(scan))('%s is refused', async (_guest, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });
});

describe('TIFF', () => {
  test('an archive in bytes that no directory mentions is refused', async () => {
    const gap = Buffer.concat([Buffer.alloc(9_000), smallZip, Buffer.alloc(50_000)]);
    expect(refusals(await check(tiffFile({ gap })))).toEqual(['guest-inside']);
  });

  test('directories that point in a circle end', async () => {
    const image = tiffFile();
    expect(await check(tiffFile({ next: image.readUInt32LE(4) }))).toMatchObject({
      verdict: 'accept',
      findings: [],
    });
  });

  test('a cut one is noted', async () => {
    const image = await pixels.clone().tiff({ compression: 'lzw' }).toBuffer();
    expect(warnings(await check(image.subarray(0, -3_000)))).toEqual(['truncated']);
    expect(warnings(await check(image.subarray(0, 9)))).toEqual(['truncated']);
  });

  test('values without end are not followed', async () => {
    const image = tiffFile();
    image.writeUInt32LE(0xffffffff, image.readUInt32LE(4) + 2 + 3 * 12 + 4);
    const verdict = await check(image);
    expect(verdict.ranges).toBeLessThan(24);
    expect(warnings(verdict)).toEqual(['truncated']);
  });
});
