import type { SignReadPorts } from '../../../core/read/read-content.js';
import { readQuery } from '../read-signer.js';
import type { CdnKey } from './signature.js';
import { signCdnUrl } from './signed-url.js';

export interface CdnReadSignerOptions {
  /** Of the distribution. */
  readonly origin: string;
  readonly key: () => Promise<CdnKey>;
}

/**
 * Signs reads of one version through CloudFront, by GET and HEAD. The key has no expiry, so every read lives as long as
 * is wanted.
 */
export function cdnReadSigner({ origin, key }: CdnReadSignerOptions): SignReadPorts['signRead'] {
  return async ({ key: objectKey, address: sourceIp, ...version }, at, expiresInSeconds) => {
    // A policy has whole seconds.
    const until = new Date((Math.floor(at.getTime() / 1000) + expiresInSeconds) * 1000);
    const query = readQuery(version, cacheControl);
    const url = signCdnUrl({ origin, key: objectKey, query }, { until, sourceIp }, await key());
    return { url, expiresAt: until };
  };
}

/**
 * Browsers may keep what they have read, as from S3. CloudFront caches for the TTL of its policy, whatever is here, but
 * must not use an expired copy while S3 fails: the file may be deleted (developer guide, "Manage how long content stays
 * in the cache").
 */
const cacheControl = 'private, immutable, max-age=3600, stale-if-error=0';
