import { expect, test } from '@jest/globals';
import { items } from '../lib/cost/model.js';
import { priceOf } from '../lib/cost/prices.js';
import { billOf, loggedUse, totalOf } from './costs.js';

test('the logs of an account say how often functions ran, and for how long', () => {
  const report = {
    time: '2026-11-30T12:00:00.000Z',
    type: 'platform.report',
    record: { metrics: { durationMs: 1.5, billedDurationMs: 2, memorySizeMB: 512, maxMemoryUsedMB: 90 } },
  };
  const text =
    'REPORT RequestId: 0\tDuration: 1999.2 ms\tBilled Duration: 2000 ms\tMemory Size: 1024 MB\tMax Memory Used: 99 MB\t\n';
  const access = '{"routeKey":"GET /health"}';
  expect(loggedUse([JSON.stringify(report), text, access])).toMatchObject({
    requests: 1,
    invocations: 2,
    gigabyteSeconds: 2 + 0.001,
  });
  expect(loggedUse(['{"routeKey":"GET /health"}', 'é'])).toEqual({
    ...{ requests: 1, invocations: 1, gigabyteSeconds: 0.125 },
    bytes: access.length + 2,
  });
});

test('a run costs what docs/cost.md says of its uploads, and an hour of what waits', async () => {
  const use = { requests: 0, invocations: 0, gigabyteSeconds: 0, bytes: 0, uploads: 0, types: [] };
  const all = await items();
  const [idle, used] = [use, { ...use, uploads: 1000, types: ['AWS::SecretsManager::Secret'] }].map((one) =>
    billOf(one, all),
  );
  expect(used?.map(({ what }) => what)).toEqual(all.map(({ name }) => name));
  const priced = used?.find(({ what }) => what === 'write units of the table');
  expect(priced).toMatchObject({ count: 16_000, price: priceOf('write units of the table') });
  const difference = totalOf(used ?? []) - totalOf(idle ?? []);
  // Write units, read units, writes and reads, tags, events, messages.
  const [writes, reads] = [16 * 0.625 + 5 * 0.125 + 2 * 5, 6 * 0.4 + 1 + 4 * 1 + 3 * 0.4];
  expect(difference).toBeCloseTo((1000 * (writes + reads)) / 1e6 + 0.4 / 730, 6);
});
