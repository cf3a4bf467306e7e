import { localeNow, words } from './words.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `5 minutes ago`, `yesterday`, then the date. */
export function when(at: Date, now: Date): string {
  const age = now.getTime() - at.getTime();
  const relative = new Intl.RelativeTimeFormat(localeNow(), { numeric: 'auto' });
  if (age < minute) return words().time.now;
  if (age < hour) return relative.format(-Math.floor(age / minute), 'minute');
  if (age < day) return relative.format(-Math.floor(age / hour), 'hour');
  if (age < 7 * day) return relative.format(-Math.floor(age / day), 'day');
  return new Intl.DateTimeFormat(localeNow(), { dateStyle: 'medium' }).format(at);
}

/** Date and time, in the language's format. */
export function exactly(at: Date): string {
  return new Intl.DateTimeFormat(localeNow(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
