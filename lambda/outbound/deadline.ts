/** Work was not done in its time. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';

  constructor(milliseconds: number) {
    super(`not done within ${String(Math.round(milliseconds))} ms`);
  }
}

/**
 * Settles within `milliseconds` whatever the work does: a promise that waits for an event which never comes can't
 * outlast it. The signal is aborted at the deadline, and also when the work is over, so that nothing stays open.
 *
 * @param work gets the signal for all that it opens
 * @throws DeadlineExceeded at the deadline; before it, what the work throws
 */
export async function withDeadline<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  // Not AbortSignal.timeout: its timer keeps no event loop alive, and Lambda ends a function whose loop is empty.
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
