import type { Clock } from './clock.js';
import { WaybillError } from './error.js';

const firstWaitMs = 400;
/** Longer than this nobody watches a progress bar stand still: the error tells how long to wait. */
const longestWaitMs = 20_000;

export interface RetryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Tries in all. Those that end because the machine is offline do not count. @default 4 */
  readonly attempts?: number;
  /** @default what the error says */
  readonly mayRepeat?: (error: WaybillError) => boolean;
}

/**
 * Tries again what may succeed later, with exponential waits under full jitter
 * (AWS Architecture Blog, "Exponential Backoff And Jitter") that are never shorter than a Retry-After. A machine
 * that knows itself offline is waited for, however long that takes.
 */
export async function withRetries<T>(
  clock: Clock,
  attempt: () => Promise<T>,
  { signal, attempts = 4, mayRepeat = (error) => error.retryable }: RetryOptions,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WaybillError) || !mayRepeat(error)) throw error;
      if (error.code === 'network' && (await clock.online(signal))) tried = 1;
      if (tried >= attempts) throw error;
      const asked = (error.retryAfterSeconds ?? 0) * 1000;
      if (asked > longestWaitMs) throw error;
      const backoff = Math.min(longestWaitMs, firstWaitMs * 2 ** tried);
      await clock.wait(Math.max(asked, clock.random() * backoff), signal);
    }
  }
}
