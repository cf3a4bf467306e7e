import { rows, section } from '../../docs/page.js';

const divisors: Readonly<Record<string, number>> = {
  each: 1,
  'per million': 1e6,
  'per GB': 1e9,
  'per thousand': 1e3,
};

/** USD for one of an item, in us-east-1: docs/cost.md has `$1.00 per million`, `$0.10 each`, `$0.50 per GB`. */
export function priceOf(name: string): number {
  const table = rows(section('docs/cost.md', '## Unit prices'));
  const [, price = ''] = table.find(([item]) => item === name) ?? [];
  const [, value = '', unit = ''] = /^\$([\d.]+) (each|per \w+)$/.exec(price) ?? [];
  const divisor = divisors[unit];
  if (divisor === undefined) throw new Error(`docs/cost.md has no price of ${name}`);
  return Number(value) / divisor;
}
