import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
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
