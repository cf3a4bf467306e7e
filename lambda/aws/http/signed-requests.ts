import type { AwsError } from './aws-error.js';
import { exchange, type Request } from './exchange.js';
import { isOfClock, retryCall } from './retry.js';
import { environmentCredentials, signRequest } from './signature.js';

/** A clock that is off by less passes (IAM user guide, "Troubleshoot signed requests"). */
const skewMs = 4 * 60_000;

export interface SignedService<Answer> {
  /** In its signatures. */
  readonly name: string;
  readonly region: string;
  /** Reads the body of an answer other than success. */
  readonly readError: (status: number, body: string) => AwsError;
  /** Reads that of a success; what it throws can be retried if it is an `AwsError`. */
  readonly read: (body: string) => Answer;
}

/**
 * Sends requests to a service, with the function's own role. Like the SDK's client of the service, it reuses
 * connections, retries, and adjusts to a clock that is wrong.
 */
export function signedRequests<Answer>({
  name: service,
  region,
  readError,
  read,
}: SignedService<Answer>): (request: Request) => Promise<Answer> {
  let offsetMs = 0;

  return async (request) => {
    let answeredAt: Date | undefined;
    const correctsClock = (error: unknown) => {
      if (!isOfClock(error) || !answeredAt) return false;
      const wrongMs = answeredAt.getTime() - (Date.now() + offsetMs);
      if (Math.abs(wrongMs) < skewMs) return false;
      offsetMs += wrongMs;
      return true;
    };
    const send = async () => {
      const at = new Date(Date.now() + offsetMs);
      // The service continues Lambda's trace, as with the SDK's clients (X-Ray developer guide, "Tracing header").
      const trace = process.env['_X_AMZN_TRACE_ID'];
      const headers = {
        ...signRequest({ ...request, region, service, at }, environmentCredentials()),
        ...(trace && { 'x-amzn-trace-id': trace }),
      };
      const answer = await exchange({ ...request, headers });
      answeredAt = answer.date;
      if (answer.status < 200 || answer.status > 299) throw readError(answer.status, answer.body);
      return read(answer.body);
    };
    return retryCall(send, correctsClock);
  };
}
