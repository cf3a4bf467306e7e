import { expect, test } from '@jest/globals';
import { foreignCase, verifiedWrongly } from './foreign-body.js';
import { marks } from './marks.js';

test('a mark before a foreign body is not verified as its format', async () => {
  const faults: string[] = [];
  for (const mark of marks) {
    for (const seed of [1, 2]) {
      const fault = await verifiedWrongly(foreignCase(mark, seed));
      if (fault !== undefined) faults.push(fault);
    }
  }
  expect(faults).toEqual([]);
}, 60_000);
