import { until } from './abort.js';
import { WaybillError } from './error.js';

/** How long to wait for what may never come, in milliseconds. */
export interface Patience {
  /** For one answer of the API, whose gateway gives up after 30 s; ten times as long for a token, for which a person may have to sign in. */
  readonly apiMs: number;
  /** For bytes to leave, or for storage's answer when all have left. */
  readonly silentMs: number;
}

export const defaultPatience: Patience = { apiMs: 60_000, silentMs: 300_000 };

/**
 * Settles within `milliseconds`, or as soon as the signal is aborted, whatever the work does.
 * @param work gets a signal for all that it opens, and what begins the time anew
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
