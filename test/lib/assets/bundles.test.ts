import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { deploymentFunctions, functionNames } from '../../../lambda/functions.js';
import { bundleOf } from '../../../lib/assets/bundles.js';

test('a function is shipped from this package’s dist folder', () => {
  const folder = bundleOf('presign');
  expect(folder).toBe(join(import.meta.dirname, '../../../dist/lambda/presign'));
  expect(existsSync(join(folder, 'index.js'))).toBe(true);
});

test('a bundle that was not built fails with what to do', () => {
  expect(() => bundleOf('nothing')).toThrow(
    /^Waybill: function "nothing" has no bundle in .*dist\/lambda\/nothing; run `npm run build` first$/,
  );
});

/** Kilobytes (1,024 bytes) that a cold start loads. More needs a reason, and less a smaller number here. */
const budgets: Readonly<Record<string, number>> = {
  ...{ presign: 185, download: 200, files: 700, webhooks: 115 },
  ...{ validate: 800, announce: 62, deliver: 76, sweep: 560, 'signing-key': 310 },
};

test('no bundle is larger than its budget', () => {
  const names: readonly string[] = [...functionNames, ...deploymentFunctions];
  expect(Object.keys(budgets).sort()).toEqual([...names].sort());
  const sizes = names.map((name) => [name, statSync(join(bundleOf(name), 'index.js')).size / 1024] as const);
  expect(sizes.filter(([name, kilobytes]) => kilobytes > (budgets[name] ?? 0))).toEqual([]);
});
