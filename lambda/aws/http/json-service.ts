import { AwsError, jsonError } from './aws-error.js';
import { serviceEndpoint } from './service-endpoint.js';
import { signedRequests } from './signed-requests.js';

export interface JsonService {
  /** In its host name and its signatures: `dynamodb`. */
  readonly name: string;
  /** What its header `x-amz-target` begins with: `DynamoDB_20120810`. */
  readonly target: string;
  /** Of the protocol. */
  readonly version: '1.0' | '1.1';
}

/**
 * Operations of a service that speaks AWS JSON (Smithy's documentation, "AWS JSON 1.0 protocol" and "1.1"), with the
 * function's own role. Rejects with `AwsError`.
 */
export function jsonService({ name, target, version }: JsonService) {
  const region = process.env['AWS_REGION'] ?? '';
  const url = serviceEndpoint(name, region);
  const send = signedRequests({ name, region, readError: jsonError, read: parsed });
  return (operation: string, input: object, signal?: AbortSignal): Promise<unknown> =>
    send({
      method: 'POST',
      url,
      headers: {
        'content-type': `application/x-amz-json-${version}`,
        'x-amz-target': `${target}.${operation}`,
      },
      body: JSON.stringify(input),
      signal,
    });
}

/** An answer that was cut off is retried like a connection that was. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AwsError('IncompleteResponse', `AWS sent ${body.length} characters that are no JSON`, 502);
  }
}
