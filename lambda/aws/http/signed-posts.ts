import type { AwsError } from './aws-error.js';
import { serviceEndpoint } from './service-endpoint.js';
import { post } from './post.js';
import { isOfClock, retryCall } from './retry.js';
import { environmentCredentials, signRequest } from './signature.js';

/** A clock that is off by less passes (IAM user guide, "Troubleshoot signed requests"). */
const skewMs = 4 * 60_000;

export interface ServiceRequest {
  /** In small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends POSTs to a service, with the function's own role. Like the SDK's client of the service, it reuses connections,
 * retries, and adjusts to a clock that is wrong.
 * @param name of the service in its host and its signatures
 * @param readError reads the body of an answer other than 200
 * @param read reads that of a 200; what it throws can be retried if it is an `AwsError`
 */
export function signedPosts<Answer>(
  name: string,
  readError: (status: number, body: string) => AwsError,
  read: (body: string) => Answer,
): (request: ServiceRequest) => Promise<Answer> {
  const region = process.env['AWS_REGION'] ?? '';
  const endpoint = serviceEndpoint(name, region);
  let offsetMs = 0;

  return async ({ headers, body, signal }) => {
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
      const unsigned = { host: endpoint.host, region, service: name, headers, body, at };
      // The service continues Lambda's trace, as with the SDK's clients (X-Ray developer guide, "Tracing header").
      const trace = process.env['_X_AMZN_TRACE_ID'];
      const signed = {
        ...signRequest(unsigned, environmentCredentials()),
        ...(trace && { 'x-amzn-trace-id': trace }),
      };
      const answer = await post(endpoint, signed, body, signal);
      answeredAt = answer.date;
      if (answer.status !== 200) throw readError(answer.status, answer.body);
      return read(answer.body);
    };
    return retryCall(send, correctsClock);
  };
}
