import { until } from './abort.js';
import { WaybillError } from './error.js';

/** Timeouts, in milliseconds. */
export interface Patience {
  /**
   * For one response of the API, whose gateway times out after 30 s; ten times as long for a token, for which a person
   * may have to sign in.
   */
  readonly apiMs: number;
  /** For progress of sent bytes, or for S3's response after all were sent. */
  readonly silentMs: number;
}

export const defaultPatience: Patience = { apiMs: 60_000, silentMs: 300_000 };

/**
 * Settles within `milliseconds`, or as soon as the signal is aborted, whatever the work does.
 * @param work gets a signal for everything that it opens, and a function that restarts the timeout
 */
export function inTime<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal, again: () => void) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  return until((resolve, reject) => {
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(() => reject(late(milliseconds)), milliseconds);
    };
    again();
    work(stop.signal, again).then(resolve, reject);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, signal);
}

const late = (milliseconds: number) =>
  new WaybillError('network', `No answer within ${milliseconds / 1000} s`, { retryable: true });
