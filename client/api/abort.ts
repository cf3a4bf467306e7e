/** `signal.throwIfAborted()` where the signal may be React Native's, which has neither that nor a reason. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw reasonOf(signal);
}

/** Why it was aborted: what `fetch` would reject with. */
export function reasonOf(signal: AbortSignal | undefined): Error {
  return (signal?.reason as Error | undefined) ?? abortError('Aborted');
}

/** As the DOM's own `AbortError`, which not every runtime lets be made. */
export function abortError(message: string): Error {
  return Object.assign(new Error(message), { name: 'AbortError' });
}
