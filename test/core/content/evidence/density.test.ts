import { expect, test } from '@jest/globals';
import { looksCompressed } from '../../../../lambda/core/content/evidence/density.js';

/** 4 KiB with so many different values. */
const block = (values: number) => Buffer.from(Array.from({ length: 4096 }, (_, i) => i % values));

test.each<[string, Buffer[], number | undefined, boolean]>([
  ['a block with 200 values', [block(200)], undefined, true],
  ['a block with 199', [block(199)], undefined, false],
  ['half of the blocks', [block(256), block(2)], undefined, true],
  ['less than half of them', [block(256), block(2), block(2)], undefined, false],
  ['fewer blocks than are wanted', [block(256), block(256), block(2)], 0.9, false],
  ['a block and a piece of another', [block(2), block(256).subarray(1)], undefined, false],
  ['a piece of one, which says nothing', [block(2).subarray(1)], undefined, true],
])('bytes look compressed by their values: %s', (_what, blocks, share, expected) => {
  expect(looksCompressed(Buffer.concat(blocks), share)).toBe(expected);
});
