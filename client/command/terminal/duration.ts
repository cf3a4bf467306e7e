import { InvalidArgumentError } from 'commander';

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** `90s`, `15m`, `24h` or `30d`, as seconds; `undefined` for anything else. */
export function secondsIn(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * units[unit as keyof typeof units];
}

/** `90m`, `36h` or `30d`: the largest unit in which it is a whole number. */
export function shortDuration(seconds: number): string {
  const [unit, length] = (['d', 'h', 'm'] as const)
    .map((name) => [name, units[name]] as const)
    .find(([, each]) => seconds % each === 0) ?? ['s', 1];
  return `${seconds / length}${unit}`;
}

/** The same, for an option. @throws InvalidArgumentError for anything else */
export function duration(text: string): number {
  const seconds = secondsIn(text);
  if (seconds === undefined)
    throw new InvalidArgumentError('Expected a number and s, m, h or d, such as 24h or 30d.');
  return seconds;
}
