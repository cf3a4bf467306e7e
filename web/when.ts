const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `5 minutes ago`, `yesterday`, then the date. */
export function when(at: Date, now: Date): string {
  const age = now.getTime() - at.getTime();
  if (age < minute) return 'just now';
  if (age < hour) return relative.format(-Math.floor(age / minute), 'minute');
  if (age < day) return relative.format(-Math.floor(age / hour), 'hour');
  if (age < 7 * day) return relative.format(-Math.floor(age / day), 'day');
  return date.format(at);
}
