import { expect, test } from '@jest/globals';
import { batchSize, FuzzBatch } from './fuzz-batch.js';

test('no damaged file makes the checker fail, read outside of it, or work without bound', async () => {
  const batch = new FuzzBatch();
  for (let seed = 1; seed <= 2_000; seed += batchSize) {
    expect(await batch.run(seed, seed + batchSize)).toEqual([]);
  }
  expect(batch.mostOperations).toBeGreaterThan(0);
  batch.close();
}, 120_000);
