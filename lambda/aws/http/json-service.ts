import { AwsError, errorOf } from './aws-error.js';
import { post } from './post.js';
import { isOfClock, withRetries } from './retry.js';
import { environmentCredentials, signedHeaders } from './signature.js';

export interface JsonService {
  /** In its host name and its signatures: `dynamodb`. */
  readonly name: string;
  /** What its header `x-amz-target` begins with: `DynamoDB_20120810`. */
  readonly target: string;
  /** Of the protocol. */
  readonly version: '1.0' | '1.1';
}

/** A clock that is off by less passes (IAM user guide, "Troubleshoot signed requests"). */
const skewMs = 4 * 60_000;

/**
 * Operations of a service that speaks AWS JSON (Smithy's documentation, "AWS JSON 1.0 protocol"), with the function's
 * own role. Like the SDK's client of the service, it reuses connections, retries, and adjusts to a clock that is wrong.
 * Rejects with `AwsError`.
 */
export function jsonService({ name, target, version }: JsonService) {
  const region = process.env['AWS_REGION'] ?? '';
  const endpoint = endpointOf(name, region);
  let offsetMs = 0;

  return async (operation: string, input: object, signal?: AbortSignal): Promise<unknown> => {
    const body = JSON.stringify(input);
    let answeredAt: Date | undefined;
    const mendsClock = (error: unknown) => {
      if (!isOfClock(error) || !answeredAt) return false;
      const wrong = answeredAt.getTime() - (Date.now() + offsetMs);
      if (Math.abs(wrong) < skewMs) return false;
      offsetMs += wrong;
      return true;
    };
    const send = async () => {
      const headers = {
        'content-type': `application/x-amz-json-${version}`,
        'x-amz-target': `${target}.${operation}`,
      };
      const at = new Date(Date.now() + offsetMs);
      const unsigned = { host: endpoint.host, region, service: name, headers, body, at };
      const answer = await post(endpoint, signedHeaders(unsigned, environmentCredentials()), body, signal);
      answeredAt = answer.date;
      if (answer.status !== 200) throw errorOf(answer.status, answer.body);
      return parsed(answer.body);
    };
    return withRetries(send, mendsClock);
  };
}

/** SDKs and Tools reference guide, "Service-specific endpoints"; the hosts of AWS's partitions. */
function endpointOf(name: string, region: string): URL {
  const own = process.env[`AWS_ENDPOINT_URL_${name.toUpperCase()}`] ?? process.env['AWS_ENDPOINT_URL'];
  if (own) return new URL(own);
  return new URL(
    `https://${name}.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`,
  );
}

/** A response that was cut off is retried like a connection that was. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AwsError('IncompleteResponse', `AWS sent ${body.length} characters that are no JSON`, 502);
  }
}
