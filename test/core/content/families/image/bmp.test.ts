import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

/** 24-bit pixels behind a BITMAPINFOHEADER, with room between both on demand. */
function bmpFile({
  width = 60,
  height = 40,
  gap = Buffer.alloc(0),
  stated = 0,
  compression = 0,
} = {}): Buffer {
  const pixels = noise(Math.ceil((width * 24) / 32) * 4 * height, 3);
  const header = Buffer.alloc(54);
  header.write('BM', 'latin1');
  header.writeUInt32LE(stated || 54 + gap.length + pixels.length, 2);
  header.writeUInt32LE(54 + gap.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(-height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  header.writeUInt32LE(compression, 30);
  header.writeUInt32LE(compression ? pixels.length : 0, 34);
  return Buffer.concat([header, gap, pixels]);
}

const large = bmpFile({ width: 400, height: 300 });

describe('BMP', () => {
  test('is accepted with its dimensions, whichever row stands first', async () => {
    expect(await check(bmpFile(), { declaredType: 'image/bmp', maxPixels: 2_400 })).toMatchObject({
      verdict: 'accept',
      detectedType: 'image/bmp',
      width: 60,
      height: 40,
      findings: [],
      ranges: 1,
    });
  });

  test('a long one takes two reads', async () => {
    expect(await check(large, { declaredType: 'image/x-ms-bmp' })).toMatchObject({ findings: [], ranges: 2 });
  });

  test.each(guestsBehind(large))('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('the stated size does not hide what follows the pixels', async () => {
    const whole = 54 + 180 * 40 + smallZip.length;
    const verdict = await check(Buffer.concat([bmpFile({ stated: whole }), smallZip]));
    expect(refusals(verdict)).toEqual(['guest-trailing']);
  });

  test('an archive between header and pixels is refused', async () => {
    const gap = Buffer.concat([Buffer.alloc(8_000), smallZip, Buffer.alloc(100_000)]);
    expect(refusals(await check(bmpFile({ gap })))).toEqual(['guest-inside']);
  });

  test('a cut one is noted', async () => {
    expect(warnings(await check(large.subarray(0, -5_000)))).toEqual(['truncated']);
  });

  test('packed pixels end where the header says', async () => {
    const verdict = await check(Buffer.concat([bmpFile({ compression: 1 }), bytesOf('rest')]));
    expect(warnings(verdict)).toEqual(['trailing-bytes']);
  });

  test('text that begins with its letters is text', async () => {
    expect(await check(bytesOf('BM is short for many things, among them bowel movements.\n'))).toMatchObject({
      detectedType: 'text/plain',
    });
  });
});
