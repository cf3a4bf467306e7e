import { xmlError } from '../http/aws-error.js';
import type { Request } from '../http/exchange.js';
import { sha256Hex } from '../http/signature.js';
import { signedRequests } from '../http/signed-requests.js';
import { canonicalQuery } from '../http/canonical-query.js';
import { originOf, type BucketAddress } from './bucket-address.js';

export interface BucketRequest extends Pick<Request, 'method' | 'signal'> {
  readonly key: string;
  /** In the order of their names. */
  readonly query: Readonly<Record<string, string>>;
  /** In small letters. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Requests to objects of one bucket, with the function's own role (S3 API reference, "Authenticating Requests: Using
 * the Authorization Header"). Rejects with `AwsError`, also for an error in a response of status 200.
 * @returns the XML of the response
 */
export function bucketRequests(
  address: BucketAddress,
  region: string,
  silentMs?: number,
): (request: BucketRequest) => Promise<string> {
  const send = signedRequests({ name: 's3', region, readError: xmlError, read: withoutError });
  return ({ method, key, query, headers = {}, body = '', signal }) =>
    send({
      method,
      url: new URL(`${originOf(address)}${address.root}${key}?${canonicalQuery(query)}`),
      headers: { ...headers, 'x-amz-content-sha256': sha256Hex(body) },
      body,
      ...{ signal, silentMs },
    });
}

/** API reference, "CompleteMultipartUpload": S3 may answer 200, send spaces for minutes, and then an error. */
function withoutError(xml: string): string {
  if (/^\s*(?:<\?xml[^>]*\?>)?\s*<Error>/.test(xml)) throw xmlError(500, xml);
  return xml;
}
