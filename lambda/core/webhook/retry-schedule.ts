const minute = 60;
const hour = 60 * minute;

/**
 * Backoff: seconds after each failed attempt; a day in total. Short at first, for an endpoint that is being restarted.
 * The visibility timeout of SQS is 12 hours at most (developer guide, "Amazon SQS visibility timeout"), so the longest
 * delay leaves room for its jitter.
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

/** Including the first one. */
export const maxAttempts = gaps.length + 1;

const jitter = 0.15;
const longestSeconds = 11.5 * hour;

/**
 * The delay after a failed attempt, with jitter, so that an endpoint that recovers does not get all retries at once.
 * @param attempt number of the failed attempt, from 1
 * @param random from 0 to 1
 * @param askedSeconds from Retry-After; it can only extend the delay
 * @returns whole seconds; undefined after the last attempt
 */
export function retryInSeconds(attempt: number, random: number, askedSeconds = 0): number | undefined {
  const gap = gaps[attempt - 1];
  if (gap === undefined) return undefined;
  const wait = gap * (1 + jitter * (2 * random - 1));
  return Math.ceil(Math.min(Math.max(wait, askedSeconds), longestSeconds));
}
