import type { Context } from 'aws-lambda';
import { withDeadline } from '../outbound/deadline.js';

/** What of an invocation is left for its answer. */
export const answerMs = 2_000;

/**
 * Settles the work for one record of a batch before the function's time is over. Lambda would end all records of the
 * batch with the one that hangs, and those that were done would come again.
 *
 * @throws DeadlineExceeded; the record then comes again alone
 */
export function beforeTimeout<Result>(
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  work: () => Promise<Result>,
): Promise<Result> {
  return withDeadline(context.getRemainingTimeInMillis() - answerMs, work);
}
