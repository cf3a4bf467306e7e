import { ownerKeyPattern } from '../../../core/file/object-key.js';
import type { CdnSessionPorts } from '../../../core/read/cdn-session.js';
import { sessionPrefix } from '../../../core/read/session-path.js';
import type { CdnReadSignerOptions } from './cdn-read-signer.js';
import { signCdnCookies } from './signed-cookies.js';
import { cdnUrl } from './signed-url.js';

/**
 * Signs cookies for all files of one owner, below a path of their own: a cookie does not cover a query, so the headers of
 * the response must not be in it there (docs/decisions/0026-cdn.md).
 */
export function cdnSessionSigner({
  origin,
  key,
}: CdnReadSignerOptions): NonNullable<CdnSessionPorts['signSession']> {
  return async (owner, at, expiresInSeconds, sourceIp) => {
    const expiresAt = new Date((Math.floor(at.getTime() / 1000) + expiresInSeconds) * 1000);
    const resource = `${origin}/${sessionPrefix}${ownerKeyPattern(owner)}`;
    return {
      expiresAt,
      cookies: signCdnCookies({ resource, until: expiresAt, sourceIp }, await key()),
      urlOf: ({ key: objectKey, versionId }) =>
        cdnUrl({ origin, key: `${sessionPrefix}${objectKey}`, query: { versionId } }),
    };
  };
}
