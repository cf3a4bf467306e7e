import { byteSize } from '../terminal/byte-size.js';
import type { Line } from '../terminal/output.js';
import { table } from '../terminal/table.js';
import type { Contents, Leftover } from './leftover.js';

/** For people: what is left, then the commands. */
export function leftoverLines(leftovers: readonly Leftover[], region: string): Line[] {
  if (leftovers.length === 0) return [`Nothing is left in ${region}: each resource is in its stack.`];
  return [
    ...table(
      ['DEPLOYMENT', 'KIND', 'HOLDS', 'NAME'],
      leftovers.map((one) => [one.deployment, one.kind, holds(one), one.name]),
    ),
    '',
    'Nothing was removed. These commands remove them for good, with what they hold:',
    '',
    // To be copied.
    ...leftovers.flatMap(({ remove }) => remove.map((verbatim) => ({ verbatim }))),
  ];
}

/** `no records`, `1,000 versions or more`, `unknown`. */
export function holds({ count, unit, isMore }: Contents): string {
  if (unit === null) return '-';
  if (count === null) return 'unknown';
  if (unit === 'bytes') return byteSize(count);
  const amount = count === 0 ? 'no' : count.toLocaleString('en-US');
  const name = count === 1 ? unit.slice(0, -1) : unit;
  return `${amount} ${name}${isMore ? ' or more' : ''}`;
}
