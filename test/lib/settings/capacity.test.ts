import { expect, test } from '@jest/globals';
import type { WaybillProps } from '../../../lib/index.js';
import { settingsOf } from '../../../lib/settings/settings.js';

/** What AWS would refuse in the middle of a deployment. */
test.each<[WaybillProps, expected: string, got: string]>([
  [{ rateLimit: 0 }, 'rateLimit: expected a whole number', '0'],
  [{ rateLimit: 1e9 }, 'rateLimit: expected a whole number, 1 to 100000', '1000000000'],
  [{ burstLimit: 50_001 }, 'burstLimit: expected a whole number, 1 to 50000', '50001'],
  [{ burstLimit: -1 }, 'burstLimit: expected a whole number', '-1'],
  [
    { warmThroughput: { writeUnitsPerSecond: 100 } },
    'warmThroughput.writeUnitsPerSecond: expected a whole number, 4000 to 400000',
    '100',
  ],
  [
    { warmThroughput: { readUnitsPerSecond: 400_001 } },
    'warmThroughput.readUnitsPerSecond: expected a whole number, 12000 to 400000',
    '400001',
  ],
  [{ validationConcurrency: 1 }, 'validationConcurrency: expected a whole number, 2 to 1000', '1'],
  [{ webhookConcurrency: 1 }, 'webhookConcurrency: expected a whole number, 2 to 1000', '1'],
  [{ validationConcurrency: 1001 }, 'validationConcurrency: expected', '1001'],
])('%j fails at synth, with the bounds and the value seen', (props, expected, got) => {
  expect(() => settingsOf(props)).toThrow(`Waybill: ${expected}`);
  expect(() => settingsOf(props)).toThrow(`got ${got}`);
});

test('the bounds themselves are accepted', () => {
  const warmThroughput = { readUnitsPerSecond: 400_000, writeUnitsPerSecond: 4_000 };
  expect(
    settingsOf({ rateLimit: 100_000, burstLimit: 50_000, warmThroughput, validationConcurrency: 1000 }),
  ).toMatchObject({ rateLimit: 100_000, burstLimit: 50_000, warmThroughput, validationConcurrency: 1000 });
});
