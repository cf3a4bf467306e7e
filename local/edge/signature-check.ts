import { verify, type KeyObject } from 'node:crypto';
import { allows, type PolicyContext } from './policy.js';
import type { ViewerRequest } from './viewer-request.js';

/** Why CloudFront refuses a request: code and message of its 403. */
export interface Denial {
  readonly code: string;
  readonly message: string;
}

const denied: Denial = { code: 'AccessDenied', message: 'Access denied' };
const hashes: Readonly<Record<string, string>> = { SHA1: 'sha1', SHA256: 'sha256' };

/**
 * CloudFront's checks in its order (developer guide, "How CloudFront verifies signed URLs"): the key, the signature, and
 * then the policy. A canned policy is made from the URL.
 * @param keys of the key group, by their ids
 * @returns undefined for a request that is allowed
 */
export function denialOf(
  { url, given }: ViewerRequest,
  keys: ReadonlyMap<string, KeyObject>,
  context: Omit<PolicyContext, 'url'>,
): Denial | undefined {
  const { keyPairId, signature, policy, expires, hashAlgorithm = 'SHA1' } = given;
  if (keyPairId === undefined)
    return { code: 'MissingKey', message: 'Missing Key-Pair-Id query parameter or cookie value' };
  const key = keys.get(keyPairId);
  if (!key) return { code: 'InvalidKey', message: 'Unknown Key' };
  const text = policy === undefined ? cannedPolicy(url, expires) : decoded(policy)?.toString();
  const bytes = signature === undefined ? undefined : decoded(signature);
  const hash = hashes[hashAlgorithm];
  if (text === undefined || bytes === undefined || hash === undefined) return denied;
  if (!verify(hash, Buffer.from(text), key, bytes)) return denied;
  return allows(text, { ...context, url }) ? undefined : denied;
}

function cannedPolicy(url: string, expires: string | undefined): string | undefined {
  if (expires === undefined || !/^\d+$/.test(expires)) return undefined;
  const condition = { DateLessThan: { 'AWS:EpochTime': Number(expires) } };
  return JSON.stringify({ Statement: [{ Resource: url, Condition: condition }] });
}

const replaced: Readonly<Record<string, string>> = { '-': '+', _: '=', '~': '/' };

/** Of CloudFront's variant of Base64; undefined for anything else. */
function decoded(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9~-]+_{0,2}$/.test(text)) return undefined;
  return Buffer.from(
    text.replace(/[-_~]/g, (character) => replaced[character] ?? character),
    'base64',
  );
}
