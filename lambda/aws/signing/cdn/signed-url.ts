import { canonicalQuery } from '../../http/canonical-query.js';
import { epochSeconds, policyFor, type CdnPermission } from './policy.js';
import { hashAlgorithm, signatureOf, urlSafe, type CdnKey } from './signature.js';

/** An object behind a distribution. */
export interface CdnObject {
  /** Of the distribution, such as `https://d111111abcdef8.cloudfront.net`. */
  readonly origin: string;
  readonly key: string;
  /** @default none */
  readonly query?: Readonly<Record<string, string>>;
}

/** No character of it is a wildcard: `*` is encoded, and `?` is there once, before the query. */
export function cdnUrl({ origin, key, query = {} }: CdnObject): string {
  const path = key.split('/').map(encodeSegment).join('/');
  const search = canonicalQuery(query);
  return `${origin}/${path}${search && `?${search}`}`;
}

/** Signs reads of one URL, for anyone who has it. The signature is the last part of the query. */
export function signCdnUrl(
  object: CdnObject,
  restrictions: Omit<CdnPermission, 'resource'>,
  key: CdnKey,
): string {
  const url = cdnUrl(object);
  const policy = policyFor({ ...restrictions, resource: url });
  const permission =
    policy.kind === 'canned'
      ? `Expires=${String(epochSeconds('until', restrictions.until))}`
      : `Policy=${urlSafe(Buffer.from(policy.text))}`;
  const signature = signatureOf(policy.text, key);
  const separator = url.includes('?') ? '&' : '?';
  return (
    `${url}${separator}${permission}&Key-Pair-Id=${key.keyPairId}` +
    `&Signature=${signature}&Hash-Algorithm=${hashAlgorithm}`
  );
}

/** As the AWS SDK encodes a path, but for `*`, which a policy would read as a wildcard. */
const encodeSegment = (segment: string): string => encodeURIComponent(segment).replaceAll('*', '%2A');
