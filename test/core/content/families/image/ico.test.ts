import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, pngFile, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

/** An icon (1) or a cursor (2) of the images, with `gap` behind its directory. */
function iconFile(images: Buffer[], { kind = 1, gap = Buffer.alloc(0) } = {}): Buffer {
  const header = Buffer.from([0, 0, kind, 0, images.length, 0]);
  let at = 6 + images.length * 16 + gap.length;
  const entries = images.map((image) => {
    const entry = Buffer.from([32, 16, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    entry.writeUInt32LE(image.length, 8);
    entry.writeUInt32LE(at, 12);
    at += image.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, gap, ...images]);
}

/** BITMAPINFOHEADER: 32 wide, 16 high and its mask, one plane, 32 bits. */
const bitmapHeader = Buffer.alloc(40);
for (const [offset, value] of Object.entries({ 0: 40, 4: 32, 8: 32, 12: 1, 14: 32 }))
  bitmapHeader.writeUInt16LE(value, Number(offset));
const bitmap = Buffer.concat([bitmapHeader, noise(2_000)]);
const long = Buffer.concat([bitmapHeader, noise(90_000)]);

describe('ICO', () => {
  test.each([
    ['of bitmaps', iconFile([bitmap, bitmap]), 32, 16],
    [
      'of a bitmap and a PNG larger than its entry can say',
      iconFile([bitmap, pngFile({ width: 512, height: 500 })]),
      512,
      500,
    ],
    ['that is long', iconFile([long]), 32, 16],
  ])('an icon %s is accepted', async (_name, bytes, width, height) => {
    const verdict = await check(bytes, { declaredType: 'image/vnd.microsoft.icon', maxPixels: 256_000 });
    expect(verdict).toMatchObject({
      verdict: 'accept',
      detectedType: 'image/x-icon',
      width,
      height,
      findings: [],
    });
    expect(verdict.ranges).toBeLessThanOrEqual(2);
  });

  test('a cursor goes by its own name as well', async () => {
    const cursor = iconFile([bitmap], { kind: 2 });
    expect(await check(cursor, { declaredType: 'image/x-win-bitmap' })).toMatchObject({ verdict: 'accept' });
    const icon = iconFile([bitmap]);
    const options = { declaredType: 'image/x-win-bitmap', onMismatch: 'reject' } as const;
    expect(refusals(await check(icon, options))).toEqual(['type-mismatch']);
  });

  test.each(guestsBehind(iconFile([long])))('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('an archive between directory and images is refused', async () => {
    const gap = Buffer.concat([Buffer.alloc(9_000), smallZip, Buffer.alloc(90_000)]);
    expect(refusals(await check(iconFile([bitmap, bitmap], { gap })))).toEqual(['guest-inside']);
  });

  test('what is neither bitmap nor PNG is noted', async () => {
    expect(warnings(await check(iconFile([bitmap, noise(300)])))).toEqual(['structure-odd']);
  });

  test('a cut icon is noted', async () => {
    expect(warnings(await check(iconFile([bitmap, bitmap]).subarray(0, -100)))).toEqual(['truncated']);
  });

  test('four bytes alone do not make an icon', async () => {
    for (const bytes of [bytesOf('\0\0\x01\0'), Buffer.concat([bytesOf('\0\0\x01\0\x01\0'), noise(500)])])
      expect(await check(bytes)).toMatchObject({ detectedType: 'application/octet-stream' });
  });
});
