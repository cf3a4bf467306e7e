/** The work exceeded its deadline. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';

  constructor(milliseconds: number) {
    super(`not done within ${String(Math.round(milliseconds))} ms`);
  }
}

/**
 * Settles within `milliseconds` whatever the work does, also if it waits for an event that never occurs. The signal is
 * aborted at the deadline, and also when the work is done, so that nothing stays open.
 *
 * @param work gets the signal for everything that it opens
 * @throws DeadlineExceeded at the deadline; before it, the error of the work
 */
export async function withDeadline<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  // Not AbortSignal.timeout: its timer does not keep the event loop alive, and Lambda ends a function with an empty
  // loop.
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlineExceeded(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work(ending.signal), deadline]);
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}
