import { epochSeconds, policyFor, type CdnPermission } from './policy.js';
import { hashAlgorithm, signatureOf, urlSafe, type CdnKey } from './signature.js';

/**
 * Names and values of the cookies for all URLs that a permission covers (CloudFront developer guide, "Use signed
 * cookies"). The attributes are up to the sender: `Secure; HttpOnly; SameSite`, and the distribution's domain.
 */
export function signCdnCookies(permission: CdnPermission, key: CdnKey): Readonly<Record<string, string>> {
  const policy = policyFor(permission);
  return {
    'CloudFront-Key-Pair-Id': key.keyPairId,
    'CloudFront-Signature': signatureOf(policy.text, key),
    ...(policy.kind === 'canned'
      ? { 'CloudFront-Expires': String(epochSeconds('until', permission.until)) }
      : { 'CloudFront-Policy': urlSafe(Buffer.from(policy.text)) }),
    'CloudFront-Hash-Algorithm': hashAlgorithm,
  };
}
