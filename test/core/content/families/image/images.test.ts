import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { check, refusals, warnings } from '../../check.js';
import { elfStart, smallPdf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';

const pixels = sharp(noise(400 * 300 * 3), { raw: { width: 400, height: 300, channels: 3 } });
const made = {
  jpeg: await pixels.clone().jpeg({ quality: 90 }).toBuffer(),
  gif: await pixels.clone().gif().toBuffer(),
  webp: await pixels.clone().webp().toBuffer(),
  avif: await pixels.clone().avif().toBuffer(),
};

describe.each(Object.entries(made))('%s as sharp writes it', (format, image) => {
  test('is accepted with its dimensions', async () => {
    const verdict = await check(image, { declaredType: `image/${format}`, maxPixels: 120_000 });
    expect(verdict).toMatchObject({
      verdict: 'accept',
      detectedType: `image/${format}`,
      width: 400,
      height: 300,
      findings: [],
    });
    expect(verdict.ranges).toBeLessThanOrEqual(3);
  });

  test.each([
    ['an archive', smallZip],
    ['a document', smallPdf],
    ['a program', elfStart],
  ])('%s behind it is refused, whatever follows', async (_name, guest) => {
    for (const after of [Buffer.alloc(0), Buffer.alloc(100_000), noise(100_000, 7), image.subarray(-2)]) {
      expect(refusals(await check(Buffer.concat([image, guest, after])))).not.toEqual([]);
    }
  });

  test('an archive behind padding is refused', async () => {
    expect(refusals(await check(Buffer.concat([image, Buffer.alloc(90_000), smallZip])))).not.toEqual([]);
  });

  test('padding behind it is noted', async () => {
    expect(warnings(await check(Buffer.concat([image, Buffer.alloc(50)])))).toEqual(['trailing-padding']);
  });

  test('one pixel more than the limit is refused', async () => {
    expect(refusals(await check(image, { maxPixels: 119_999 }))).toEqual(['pixels-exceeded']);
  });
});
