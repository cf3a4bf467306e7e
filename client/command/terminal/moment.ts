import { InvalidArgumentError } from 'commander';
import { secondsIn } from './duration.js';

/** `2026-11-22T10:00:00Z`, or an age: `90s`, `30m`, `2h`, `7d`. @returns ISO 8601 in UTC */
export function moment(text: string, now = new Date()): string {
  const age = secondsIn(text);
  const at = new Date(age === undefined ? isoTime(text) : now.getTime() - age * 1000);
  // Also for an age before the earliest date (ECMA-262, "Time Values and Time Range").
  if (isNaN(at.getTime()))
    throw new InvalidArgumentError('expected a time such as 2026-11-22T10:00:00Z, or an age such as 2h');
  return at.toISOString();
}

/** Only with its offset: without one it would be ambiguous. */
const isoTime = (text: string) =>
  /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : NaN;
