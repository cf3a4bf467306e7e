import { describe, expect, test } from '@jest/globals';
import { Tally } from '../../../lambda/core/sweep/report.js';

describe('the report of a dry run', () => {
  test('lists a thousand actions, and counts all', () => {
    const tally = new Tally(true, () => {});
    for (let index = 0; index < 1001; index++) tally.add('expired', `${index}`);
    const { actions, counts } = tally.report(true);
    expect([actions.length, actions.at(-1), counts]).toEqual([
      1000,
      { outcome: 'expired', id: '999' },
      { expired: 1001 },
    ]);
  });

  test('lists nothing that it left to others', () => {
    const tally = new Tally(true, () => {});
    tally.add('moved', '1');
    tally.add('expired', '2');
    expect(tally.report(true).actions).toEqual([{ outcome: 'expired', id: '2' }]);
  });
});

test('a failure is counted and reported with what it was about, and stops nothing', async () => {
  const failures: unknown[] = [];
  const tally = new Tally(false, (id, error) => void failures.push([id, error]));
  const error = new Error('S3 is away');
  await tally.of('1', () => Promise.reject(error));
  await tally.of('2', async () => 'expired');
  expect(failures).toEqual([['1', error]]);
  expect(tally.report(false)).toEqual({
    ...{ dryRun: false, complete: false, actions: [] },
    counts: { failed: 1, expired: 1 },
  });
});
