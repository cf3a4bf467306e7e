import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { activeKinds } from '../../lambda/core/content/index.js';

test('the table of active content has each kind, with what happens to it by default', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/content-checker.md'), 'utf8');
  const table = page.slice(page.indexOf('<!-- kinds:start -->'), page.indexOf('<!-- kinds:end -->'));
  const rows = [...table.matchAll(/^\| `([\w-]+)` .*\| (refuse|warn) +\|$/gm)].map(([, kind, grade]) => [
    kind,
    grade,
  ]);
  expect(rows).toEqual(Object.entries(activeKinds).map(([kind, { severity }]) => [kind, severity]));
});
