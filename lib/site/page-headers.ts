/** The headers of the page, from CloudFront and from the local server. Names in lower case. */

/** Origins that the page calls, besides its own. */
export interface PageOrigins {
  readonly api: string;
  /** Of presigned URLs. */
  readonly storage: string;
  /** Of signed reads, if they are not of the storage. */
  readonly files?: string | undefined;
  /** Of the token endpoint. */
  readonly signIn: readonly string[];
}

/** Content security policy of the page's document: an allowlist. */
export function contentSecurityPolicy({ api, storage, files, signIn }: PageOrigins): string {
  const stored = [storage, ...(files === undefined ? [] : [files])];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    // Previews of chosen files are blobs.
    `img-src ${["'self'", 'blob:', ...stored].join(' ')}`,
    `media-src ${['blob:', ...stored].join(' ')}`,
    `connect-src ${["'self'", api, ...stored, ...signIn].join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** For every response. */
export const fixedHeaders = {
  // Two years: the requirement of the HSTS preload list (hstspreload.org). Browsers ignore it without TLS.
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // Choosing a file with `capture` opens the phone's camera app, which needs none of these.
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Files under this prefix have a digest of their content in their name. */
export const assetsPrefix = 'assets/';

/** Names with a digest may be cached forever; the documents that refer to them are revalidated. */
export const cacheControl = {
  assets: 'public, max-age=31536000, immutable',
  document: 'no-cache',
} as const;
