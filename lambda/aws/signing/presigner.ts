import { fromEnv } from '@aws-sdk/credential-provider-env';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { Hash } from '@smithy/core/serde';
import { originOf, type BucketAddress } from '../object/bucket-address.js';
import { canonicalQuery } from './canonical-query.js';

export interface Presign {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly at: Date;
  readonly expiresInSeconds: number;
}

export interface PresignerOptions {
  readonly address: BucketAddress;
  readonly region: string;
  /** @default the function's own role, from its environment */
  readonly credentials?: ConstructorParameters<typeof S3RequestPresigner>[0]['credentials'];
}

/**
 * Presigns requests to one bucket with Signature Version 4 in the query (S3 API reference, "Authenticating Requests:
 * Using Query Parameters"). It uses only the presigner: a whole S3 client would treble a function's load time.
 */
export function presigner({ address, region, credentials = fromEnv() }: PresignerOptions) {
  const { protocol, hostname, port, root } = address;
  const signer = new S3RequestPresigner({ credentials, region, sha256: Hash.bind(null, 'sha256') });

  return async ({
    method,
    key,
    headers = {},
    query = {},
    at,
    expiresInSeconds,
  }: Presign): Promise<string> => {
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    const place = { protocol, hostname, path: root + key, ...(port && { port }) };
    const request = { ...place, method, headers: { ...headers }, query: { ...query } };
    const signed = await signer.presign(request, {
      expiresIn: expiresInSeconds,
      signingDate: at,
      // As headers, so that S3 refuses any other value: otherwise the presigner would not sign Content-Type, and would
      // move the others into the query, where S3 does not verify a checksum.
      signableHeaders: new Set(['host', ...names]),
      unhoistableHeaders: new Set(names),
    });
    return `${originOf(address)}${signed.path}?${canonicalQuery(signed.query ?? {})}`;
  };
}
