import type { Clock } from './clock.js';
import { WaybillError } from './error.js';

const firstWaitMs = 400;
/** Longer delays are not waited for: the error has the delay. */
const longestWaitMs = 20_000;

export interface RetryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Total tries. Those that fail because the machine is offline do not count. @default 4 */
  readonly attempts?: number;
  /** @default from the error */
  readonly mayRepeat?: (error: WaybillError) => boolean;
}

/**
 * Retries with exponential backoff and full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), never
 * sooner than a Retry-After. While the machine is offline it waits without a limit.
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
