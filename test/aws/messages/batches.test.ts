import { expect, test } from '@jest/globals';
import { batchesOf } from '../../../lambda/aws/messages/batches.js';

const limits = { maxItems: 3, maxBytes: 10, bytesOf: (item: string) => item.length };

test.each([
  ['nothing makes no batch', [], []],
  ['as many as fit go together', ['a', 'b', 'c', 'd'], [['a', 'b', 'c'], ['d']]],
  ['their bytes may fill a batch to the last', ['12345', '12345', 'x'], [['12345', '12345'], ['x']]],
  ['what is too large goes alone', ['a', '12345678901', 'b'], [['a'], ['12345678901'], ['b']]],
])('%s', (_name, items, batches) => {
  expect(batchesOf(items, limits)).toEqual(batches);
});
