/**
 * The headers of the page, wherever it is served: CloudFront and the server on one machine send these. Names in lower
 * case.
 */

/** Origins that the page talks to, besides its own. */
export interface PageOrigins {
  readonly api: string;
  /** Of signed URLs. */
  readonly storage: string;
  /** Where tokens come from. */
  readonly signIn: readonly string[];
}

/** For the page's document. Nothing runs, loads or is sent but what stands here. */
export function contentSecurityPolicy({ api, storage, signIn }: PageOrigins): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    // Previews of what was chosen are blobs.
    `img-src 'self' blob: ${storage}`,
    `media-src blob: ${storage}`,
    `connect-src ${["'self'", api, storage, ...signIn].join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** For every answer. */
export const fixedHeaders = {
  // Two years: what the list of preloaded hosts asks for (hstspreload.org). Browsers heed it over TLS alone.
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // Choosing a file with `capture` opens the phone's own camera, which needs none of these.
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Files under this prefix have a digest of their content in their name. */
export const assetsPrefix = 'assets/';

/** Names with a digest may be kept for good; what names them is asked for each time. */
export const cacheControl = {
  assets: 'public, max-age=31536000, immutable',
  document: 'no-cache',
} as const;
