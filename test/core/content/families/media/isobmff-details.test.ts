import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../../check.js';
import { bytesOf } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { be32, box, fullBox, itemLocation, movie, track } from '../../movie-bytes.js';

/** Item 2 is the image, with the second property; the first belongs to a larger item that nobody shows. */
const meta = fullBox(
  'meta',
  fullBox('hdlr', Buffer.alloc(4), bytesOf('pict'), Buffer.alloc(13)),
  fullBox('pitm', Buffer.from([0, 2])),
  itemLocation(),
  box(
    'iprp',
    box('ipco', fullBox('ispe', be32(9000), be32(8000)), fullBox('ispe', be32(640), be32(480))),
    fullBox('ipma', be32(2), Buffer.from([0, 1, 1, 1]), Buffer.from([0, 2, 1, 0x82])),
  ),
);
const heic = (...boxes: Buffer[]): Buffer =>
  Buffer.concat([box('ftyp', bytesOf('heic\0\0\0\0mif1heic')), ...boxes, box('mdat', noise(90_000))]);

describe('HEIF', () => {
  test.each([
    ['in the head', heic(meta)],
    ['beyond the head', heic(box('free', Buffer.alloc(9_000)), meta)],
  ])('has the dimensions of its primary image, %s', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'image/heif', maxPixels: 640 * 480 });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'image/heic', width: 640, height: 480 });
  });

  test('a sequence has those of its track', async () => {
    const header = fullBox('tkhd', Buffer.alloc(72), be32(320 << 16), be32(200 << 16));
    expect(await check(heic(movie(track('pict', 8, header))))).toMatchObject({ width: 320, height: 200 });
  });

  test('lists and sizes without end are not followed', async () => {
    for (const lie of [
      fullBox('ipma', be32(0xffffffff), Buffer.alloc(3)),
      box('ipco', be32(0xffffffff), bytesOf('ispe')),
    ]) {
      const verdict = await check(
        heic(fullBox('meta', fullBox('pitm', Buffer.from([0, 2])), itemLocation(), box('iprp', lie))),
      );
      expect(verdict.width).toBeUndefined();
      expect(refusals(verdict)).toEqual([]);
    }
  });
});

describe('MP4 of sound', () => {
  const film = (...handlers: string[]): Buffer =>
    Buffer.concat([
      box('ftyp', bytesOf('isom\0\0\x02\0isommp41')),
      movie(...handlers.map((handler) => track(handler))),
      box('mdat', noise(5_000)),
    ]);

  test('under brands of video may be declared as sound', async () => {
    const verdict = await check(film('soun'), { declaredType: 'audio/x-m4a' });
    expect(verdict).toMatchObject({ verdict: 'accept', findings: [] });
  });

  test('with pictures is noted when declared as sound', async () => {
    const verdict = await check(film('soun', 'vide'), { declaredType: 'audio/x-m4a' });
    expect(verdict.findings).toMatchObject([{ code: 'type-in-family' }]);
  });
});
