import type { Context } from 'aws-lambda';
import { withDeadline } from '../outbound/deadline.js';

/** Time of an invocation that is reserved for its response. */
export const answerMs = 2_000;

/**
 * Settles the work for one record of a batch before the function's timeout. Otherwise Lambda would stop all records of
 * the batch with the one that hangs, and successful ones would be redelivered.
 *
 * @throws DeadlineExceeded; then only this record is redelivered
 */
export function beforeTimeout<Result>(
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  work: () => Promise<Result>,
): Promise<Result> {
  return withDeadline(context.getRemainingTimeInMillis() - answerMs, work);
}
