import { setTimeout as pause } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { AwsError } from './aws-error.js';

/** SDKs and Tools reference guide, "Retry behavior", standard mode: `AWS_MAX_ATTEMPTS`. */
const defaultAttempts = 3;
const mostMs = 20_000;

/** Smithy's `service-error-classification`: errors that mean "slow down". */
const throttling = new Set([
  'BandwidthLimitExceeded',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const transient = new Set(['RequestTimeout', 'RequestTimeoutException', 'TimeoutError']);
const clock = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** Whether an error can come from a clock that is wrong. */
export const isOfClock = (error: unknown): boolean => error instanceof AwsError && clock.has(error.name);

const isThrottling = (error: unknown) =>
  error instanceof AwsError && (error.status === 429 || throttling.has(error.name));

/** Also an error without an answer: the connection failed. The write may have been made all the same. */
const isTransient = (error: unknown) =>
  error instanceof AwsError
    ? transient.has(error.name) || (error.status !== undefined && error.status >= 500)
    : isNativeError(error) && 'code' in error && error.name !== 'AbortError';

/**
 * Sends a request up to three times, with exponential backoff and jitter.
 * @param corrects whether the cause of an error has been corrected, so that the next try can succeed
 */
export async function retryCall<Answer>(
  send: () => Promise<Answer>,
  corrects: (error: unknown) => boolean,
): Promise<Answer> {
  const attempts = Number(process.env['AWS_MAX_ATTEMPTS'] ?? '') || defaultAttempts;
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const isSlow = isThrottling(error);
      if (attempt >= attempts || !(isSlow || isTransient(error) || corrects(error))) throw error;
      await pause(Math.min(mostMs, Math.random() * (isSlow ? 500 : 100) * 2 ** (attempt - 1)));
    }
  }
}
