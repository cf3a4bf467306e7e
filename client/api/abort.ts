/** `signal.throwIfAborted()`, also for React Native's signals, which have neither this method nor a reason. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}

/** The reason of the abort, with which `fetch` would reject. */
export function abortReason(signal: AbortSignal | undefined): Error {
  return (signal?.reason as Error | undefined) ?? abortError('Aborted');
}

/** The DOM's `AbortError`, which not every runtime can construct. */
export function abortError(message: string): Error {
  return Object.assign(new Error(message), { name: 'AbortError' });
}

/**
 * Settles like `begin`, or rejects as soon as the signal is aborted.
 * @param begin returns a function that stops everything that it started; called in each case
 */
export function until<T>(
  begin: (resolve: (value: T) => void, reject: (reason: Error) => void) => () => void,
  signal: AbortSignal | undefined,
): Promise<T> {
  let end: (() => void) | undefined;
  let stop = () => {};
  return new Promise<T>((resolve, reject) => {
    throwIfAborted(signal);
    stop = () => reject(abortReason(signal));
    signal?.addEventListener('abort', stop);
    end = begin(resolve, reject);
  }).finally(() => {
    signal?.removeEventListener('abort', stop);
    end?.();
  });
}
