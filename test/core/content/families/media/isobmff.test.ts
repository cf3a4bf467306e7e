import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, elfStart, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { be32, box, fragment, itemLocation, movie } from '../../movie-bytes.js';

const ftyp = box('ftyp', bytesOf('isom\0\0\x02\0isommp42'));
const moov = movie();
const media = noise(90_000, 5);
const video = Buffer.concat([ftyp, moov, box('mdat', media)]);
const fragments = Array.from({ length: 40 }, (_, i) =>
  Buffer.concat([fragment(), box('mdat', noise(5_000, i))]),
);
const fragmented = Buffer.concat([ftyp, moov, ...fragments]);

describe('ISO base media', () => {
  test.each([
    ['isom', 'video/mp4'],
    ['qt  ', 'video/quicktime'],
    ['M4A ', 'audio/mp4'],
    ['avif', 'image/avif'],
    ['heic', 'image/heic'],
    ['3gp5', 'video/3gpp'],
  ])('the brand %s is %s', async (brand, type) => {
    const meta = box('meta', Buffer.alloc(4), itemLocation());
    const bytes = Buffer.concat([
      box('ftyp', bytesOf(`${brand}\0\0\0\0${brand}`)),
      type.startsWith('image/') ? meta : moov,
    ]);
    expect(await check(bytes)).toMatchObject({ detectedType: type, verdict: 'accept' });
  });

  test.each([
    ['a long video', video, 2],
    ['a video in many fragments', fragmented, 17],
    ['media of open length', Buffer.concat([ftyp, moov, be32(0), bytesOf('mdat'), media]), 3],
    [
      'media of 64-bit length',
      Buffer.concat([ftyp, moov, be32(1), bytesOf('mdat'), be32(0), be32(90_016), media]),
      2,
    ],
  ])('%s is accepted', async (_name, bytes, ranges) => {
    const verdict = await check(bytes, { declaredType: 'video/mp4' });
    expect(verdict).toMatchObject({ verdict: 'accept', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(ranges);
  });

  test.each([
    ['an archive appended', Buffer.concat([video, smallZip])],
    ['an archive before zeros', Buffer.concat([video, smallZip, Buffer.alloc(100_000)])],
    ['a program before noise', Buffer.concat([video, elfStart, noise(100_000)])],
    ['an archive in a free box', Buffer.concat([ftyp, box('free', smallZip), moov])],
    ['a program before noise behind fragments', Buffer.concat([fragmented, elfStart, noise(100_000)])],
    [
      'zeros behind media of open length',
      Buffer.concat([ftyp, moov, be32(0), bytesOf('mdat'), elfStart, Buffer.alloc(90_000)]),
    ],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes, { declaredType: 'video/mp4' }))).not.toEqual([]);
  });

  test('a video that was cut off is accepted with a warning', async () => {
    expect(warnings(await check(video.subarray(0, -9_000)))).toEqual(['truncated']);
  });

  test.each([
    ['a box that contains itself', Buffer.concat([ftyp, be32(7), bytesOf('moov')])],
    [
      'a box of 2^63 bytes',
      Buffer.concat([ftyp, be32(1), bytesOf('mdat'), be32(0x7fffffff), be32(0), noise(100)]),
    ],
    ['an index that counts beyond itself', Buffer.concat([ftyp, box('sidx', Buffer.alloc(28, 255)), moov])],
  ])('%s ends the walk', async (_name, bytes) => {
    expect((await check(bytes)).ranges).toBe(1);
  });
});
