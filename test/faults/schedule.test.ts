import { expect, test } from '@jest/globals';
import { runSchedule } from './schedule.js';

test('with crashes, failures, duplicates and losses: nothing is lost, and all counts are right', async () => {
  let writes = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const run = await runSchedule(seed);
    expect(run.failure).toBeUndefined();
    writes += run.writes;
  }
  expect(writes).toBeGreaterThan(400);
}, 120_000);
