import { localeNow } from './words.js';

/** `1,234`. */
export function figure(value: number): string {
  return value.toLocaleString(localeNow());
}

/** `43 %` or `43%`, depending on the language; whole, and 100 % only when complete. */
export function percent(done: number, whole: number): string {
  const share = whole === 0 ? 1 : Math.floor((done / whole) * 100) / 100;
  return share.toLocaleString(localeNow(), { style: 'percent' });
}
