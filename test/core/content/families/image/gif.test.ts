import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';

/** `frames` images of filled sub-blocks, as encoders write them. */
function gifFile(frames: number, blocks: number): Buffer {
  const image = (seed: number) =>
    Buffer.concat([
      bytesOf('\x2c\0\0\0\0\x40\0\x40\0\0\x08'),
      ...Array.from({ length: blocks }, (_, i) => {
        const codes = noise(255, seed * 977 + i);
        // The first codes of an image are colours.
        return Buffer.concat([Buffer.from([255]), i === 0 ? codes.fill(0, 0, 80) : codes]);
      }),
      Buffer.from([0]),
    ]);
  return Buffer.concat([
    bytesOf('GIF89a\x40\0\x40\0\0\0\0'),
    ...Array.from({ length: frames }, (_, i) => image(i + 1)),
    bytesOf('\x3b'),
  ]);
}

describe('GIF', () => {
  test.each([
    ['a short one', gifFile(2, 3)],
    ['one long image', gifFile(1, 500)],
    ['many images', gifFile(300, 3)],
  ])('%s is accepted with the size of its screen', async (_name, bytes) => {
    expect(await check(bytes)).toMatchObject({ verdict: 'accept', width: 64, height: 64, findings: [] });
  });

  test.each([
    ['an archive', smallZip],
    ['a long page', bytesOf('<html><script>1</script>'.repeat(5_000))],
    ['zeros before an archive', Buffer.concat([Buffer.alloc(90_000), smallZip])],
  ])('%s behind it is refused, also in front of a copy of its last bytes', async (_name, guest) => {
    for (const image of [gifFile(2, 3), gifFile(1, 500)]) {
      for (const copied of [0, 2, 64, 1024]) {
        const bytes = Buffer.concat([image, guest, copied ? image.subarray(-copied) : Buffer.alloc(0)]);
        expect(refusals(await check(bytes))).not.toEqual([]);
      }
    }
  });

  test('one that was cut off is accepted with a warning', async () => {
    expect(warnings(await check(gifFile(2, 3).subarray(0, -300)))).toEqual(['truncated']);
  });

  test('bytes that lead every entry another way take no time', async () => {
    const ones = Buffer.concat([gifFile(1, 1).subarray(0, -1), Buffer.alloc(100_000, 1)]);
    expect(refusals(await check(ones))).toEqual(['ending-missing']);
  });
});
