import { beforeAll, expect, test } from '@jest/globals';
import { read } from '../../docs/shell-blocks.js';
import { rows, section } from '../../docs/page.js';
import { customMetrics } from './counts.js';
import { amount, bill, dollars, estimates, items, type Item } from './model.js';
import { priceOf } from './prices.js';

let all: Item[];
beforeAll(async () => {
  all = await items();
});

const table = (heading: string) => rows(section('docs/cost.md', heading));

test('docs/cost.md counts what the code does', () => {
  expect(table('## Counts')).toEqual(
    all.map(({ name, upload, read: one, month }) => [name, amount(upload), amount(one), amount(month)]),
  );
});

test('its sums are the counts times the prices', () => {
  const lines = bill(all, priceOf);
  expect(table('## What it comes to')).toEqual(
    lines.map(({ name, month, upload, read: one }) => [name, ...[month, upload, one].map(dollars)]),
  );
});

test('a malware scan costs what its objects and bytes do', () => {
  const objects = 1_000_000 * priceOf('objects scanned');
  const bytes = 5_000_000 * 1_000_000 * priceOf('bytes scanned');
  expect(table('## Malware scan')).toEqual([
    ['1,000,000 objects', dollars(objects)],
    ['5 TB', dollars(bytes)],
    ['**total**', dollars(objects + bytes)],
  ]);
});

test('it names the estimates, and how many custom metrics there are', () => {
  const text = read('docs/cost.md');
  for (const [name, seconds] of Object.entries(estimates.seconds))
    expect(text).toContain(`\`${name}\` ${seconds < 1 ? `${seconds * 1000} ms` : `${seconds} s`}`);
  for (const bytes of Object.values(estimates.bytesOf)) expect(text).toContain(String(bytes));
  expect(text).toContain(`at most ${customMetrics()} of them`);
});
