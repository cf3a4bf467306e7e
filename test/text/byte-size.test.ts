import { expect, test } from '@jest/globals';
import { byteSizeOf } from '../../text/byte-size.js';
import { byteSize } from '../../client/command/terminal/byte-size.js';

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1_000, '1.0 KB'],
  [99_940, '99.9 KB'],
  [99_960, '100 KB'],
  [999_499, '999 KB'],
  [999_500, '1.0 MB'],
  [999_999, '1.0 MB'],
  [1_250_000, '1.3 MB'],
  [999_999_999, '1.0 GB'],
  [999_999_999_999, '1.0 TB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, shown) => {
  expect(byteSize(bytes)).toBe(shown);
});

test('no size is shown with 1000 of a unit that has a larger one', () => {
  for (let power = 1; power < 13; power++)
    for (const less of [0, 1, 49, 50, 51, 499, 500, 501]) {
      const { value, unit } = byteSizeOf(Math.max(0, 10 ** power - less));
      expect([value < 1000, unit]).toEqual([true, unit]);
    }
});
