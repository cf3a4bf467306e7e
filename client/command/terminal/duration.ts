import { InvalidArgumentError } from 'commander';

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** `90s`, `15m`, `24h` or `30d`, as seconds; `undefined` for anything else. */
export function secondsIn(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * units[unit as keyof typeof units];
}

/** The same, for an option. @throws InvalidArgumentError for anything else */
export function duration(text: string): number {
  const seconds = secondsIn(text);
  if (seconds === undefined)
    throw new InvalidArgumentError('Expected a number and s, m, h or d, such as 24h or 30d.');
  return seconds;
}
