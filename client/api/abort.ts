/** `signal.throwIfAborted()` where the signal may be React Native's, which has neither that nor a reason. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}

/** Why it was aborted: what `fetch` would reject with. */
export function abortReason(signal: AbortSignal | undefined): Error {
  return (signal?.reason as Error | undefined) ?? abortError('Aborted');
}

/** As the DOM's own `AbortError`, which not every runtime lets be made. */
export function abortError(message: string): Error {
  return Object.assign(new Error(message), { name: 'AbortError' });
}

/**
 * What `begin` resolves or rejects with, or a rejection as soon as the signal is aborted.
 * @param begin returns what ends all that it began; it is called in each case
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
