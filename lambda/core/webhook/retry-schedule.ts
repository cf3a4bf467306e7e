const minute = 60;
const hour = 60 * minute;

/**
 * Seconds after each failed attempt; a day in all. Short at first, for an endpoint that is just being restarted. SQS hides a message for 12 hours at most (developer guide, "Amazon
 * SQS visibility timeout"), so the longest gap leaves room for its jitter.
 */
const gaps = [
  2,
  5,
  15,
  1 * minute,
  5 * minute,
  15 * minute,
  30 * minute,
  1 * hour,
  2 * hour,
  4 * hour,
  6 * hour,
  10 * hour,
];

/** The first one included. */
export const maxAttempts = gaps.length + 1;

const jitter = 0.15;
const longestSeconds = 11.5 * hour;

/**
 * How long to wait after a failed attempt, so that endpoints that come back are not met by everything at once.
 * @param attempt the number of the one that failed, from 1
 * @param random from 0 to 1
 * @param askedSeconds as the endpoint asked for by Retry-After; it can make the wait longer, not shorter
 * @returns whole seconds; undefined where it was the last
 */
export function retryInSeconds(attempt: number, random: number, askedSeconds = 0): number | undefined {
  const gap = gaps[attempt - 1];
  if (gap === undefined) return undefined;
  const wait = gap * (1 + jitter * (2 * random - 1));
  return Math.ceil(Math.min(Math.max(wait, askedSeconds), longestSeconds));
}
