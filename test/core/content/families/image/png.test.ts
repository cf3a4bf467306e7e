import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, elfStart, pngChunk, pngFile, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';

/** As libpng writes them: pixels in chunks of one size, more than a check may walk. */
const longPng = pngFile({ extra: Array.from({ length: 40 }, (_, i) => pngChunk('IDAT', noise(8192, i))) });

describe('PNG', () => {
  test('a whole image is accepted with its dimensions', async () => {
    const verdict = await check(pngFile({ width: 7, height: 5 }), { declaredType: 'image/png' });
    expect(verdict).toMatchObject({
      verdict: 'accept',
      detectedType: 'image/png',
      width: 7,
      height: 5,
      findings: [],
    });
  });

  test('a long image is accepted after two reads', async () => {
    expect(await check(longPng)).toMatchObject({ verdict: 'accept', findings: [], ranges: 2 });
  });

  test.each([
    ['an archive appended', Buffer.concat([pngFile(), smallZip]), 'guest-trailing'],
    [
      'an archive before padding',
      Buffer.concat([pngFile(), smallZip, Buffer.alloc(100_000)]),
      'guest-trailing',
    ],
    [
      'an archive before padding behind a long image',
      Buffer.concat([longPng, smallZip, Buffer.alloc(100_000)]),
      'ending-missing',
    ],
    [
      'a program before noise behind a long image',
      Buffer.concat([longPng, elfStart, noise(100_000)]),
      'ending-missing',
    ],
    ['an archive in a text chunk', pngFile({ extra: [pngChunk('tEXt', smallZip)] }), 'guest-inside'],
    [
      'a page in a text chunk',
      pngFile({ extra: [pngChunk('iTXt', bytesOf('x\0<script>alert(1)</script>'))] }),
      'guest-inside',
    ],
  ])('%s is refused', async (_name, bytes, code) => {
    expect(refusals(await check(bytes, { declaredType: 'image/png' }))).toContain(code);
  });

  test('a cut image is accepted with a warning', async () => {
    expect(warnings(await check(pngFile().subarray(0, -20)))).toEqual(['truncated']);
    const longAndCut = await check(longPng.subarray(0, -5_000));
    expect(longAndCut.verdict).toBe('accept');
    expect(warnings(longAndCut)).toEqual(['truncated']);
  });

  test('bytes without meaning behind the end are noted', async () => {
    expect(warnings(await check(Buffer.concat([pngFile(), Buffer.alloc(9)])))).toEqual(['trailing-padding']);
    expect(warnings(await check(Buffer.concat([pngFile(), pngFile()])))).toEqual(['trailing-companion']);
  });
});
