import type { Clock } from './clock.js';
import { WaybillError } from './error.js';

const attempts = 4;
const firstWaitMs = 400;
/** Longer than this nobody watches a progress bar stand still: the error tells how long to wait. */
const longestWaitMs = 20_000;

/**
 * Tries again what may succeed later, up to four times in all, with exponential waits under full jitter
 * (AWS Architecture Blog, "Exponential Backoff And Jitter") that are never shorter than a Retry-After.
 */
export async function withRetries<T>(
  clock: Clock,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
  mayRepeat: (error: WaybillError) => boolean = (error) => error.retryable,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WaybillError) || tried === attempts || !mayRepeat(error)) throw error;
      const asked = (error.retryAfterSeconds ?? 0) * 1000;
      if (asked > longestWaitMs) throw error;
      await clock.wait(Math.max(asked, clock.random() * firstWaitMs * 2 ** tried), signal);
    }
  }
}
