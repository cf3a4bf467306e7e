import type { CookieScope } from '../../core/settings/environment.js';
import { sessionPrefix } from '../../core/read/session-path.js';

/**
 * `Set-Cookie` of each cookie (RFC 6265 section 4.1). `SameSite=Strict`: pages of other sites cannot show the files, even
 * with the browser of their owner. No cookie outlives its signature.
 */
export const sessionCookies = (
  cookies: Readonly<Record<string, string>>,
  { domain }: CookieScope,
  lifeSeconds: number,
): string[] =>
  Object.entries(cookies).map(([name, value]) =>
    [
      `${name}=${value}`,
      ...(domain === undefined ? [] : [`Domain=${domain}`]),
      `Path=/${sessionPrefix}`,
      `Max-Age=${String(lifeSeconds)}`,
      ...['Secure', 'HttpOnly', 'SameSite=Strict'],
    ].join('; '),
  );
