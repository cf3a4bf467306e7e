const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size for people, before it is written in a language. */
export interface ByteSize {
  /** In `unit`, rounded to `fractionDigits`. */
  readonly value: number;
  /** The name of the unit in `Intl.NumberFormat`. */
  readonly unit: (typeof units)[number];
  readonly fractionDigits: 0 | 1;
}

/**
 * The size in the largest unit of which there is one, as it is shown: with one digit after the point below 100, so
 * that 999,950 bytes are 1 megabyte, and not 1,000 kilobytes. In powers of 1000, as in file managers and storage
 * bills.
 *
 * @param bytes 0 or more
 */
export function byteSizeOf(bytes: number): ByteSize {
  for (const [power, unit] of units.entries()) {
    const amount = bytes / 1000 ** power;
    const fractionDigits = power === 0 || amount >= 99.95 ? 0 : 1;
    const value = Number(amount.toFixed(fractionDigits));
    if (value < 1000 || power === units.length - 1) return { value, unit, fractionDigits };
  }
  throw new Error('there is a largest unit');
}
