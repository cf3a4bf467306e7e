import { until } from './abort.js';

/** Time, randomness and the network's state, as arguments: tests control every delay. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason as soon as it is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Resolves when the machine is online, with whether it had to wait; at once if that is unknown. */
  online(signal?: AbortSignal): Promise<boolean>;
  /** In [0, 1). */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  wait: (milliseconds, signal) =>
    until((done) => {
      const timer = setTimeout(done, milliseconds);
      return () => clearTimeout(timer);
    }, signal),
  online: async (signal) => {
    // Only `false` is reliable. HTML standard, "Browser state".
    if (globalThis.navigator?.onLine !== false || typeof addEventListener !== 'function') return false;
    await until((done) => {
      addEventListener('online', done);
      return () => removeEventListener('online', done);
    }, signal);
    return true;
  },
};
