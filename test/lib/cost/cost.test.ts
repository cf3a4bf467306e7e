import { beforeAll, expect, test } from '@jest/globals';
import { read } from '../../docs/shell-blocks.js';
import { rows, section } from '../../docs/page.js';
import { customMetrics } from './counts.js';
import { amount, bill, dollars, estimates, items, type Item } from './model.js';

let all: Item[];
beforeAll(async () => {
  all = await items();
});

const table = (heading: string) => rows(section('docs/cost.md', heading));

/** `$1.00 per million`, `$0.10 each`, `$0.50 per GB`. */
function priceOf(name: string): number {
  const [, price = ''] = table('## Unit prices').find(([item]) => item === name) ?? [];
  const [, value = '', unit = ''] = /^\$([\d.]+) (each|per \w+)$/.exec(price) ?? [];
  const divisors: Readonly<Record<string, number>> = {
    each: 1,
    'per million': 1e6,
    'per GB': 1e9,
    'per thousand': 1e3,
  };
  const divisor = divisors[unit];
  if (divisor === undefined) throw new Error(`docs/cost.md has no price of ${name}`);
  return Number(value) / divisor;
}

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
