/** The headers of files, from CloudFront and from the local edge. Names in lower case. */

/**
 * Files are of strangers: a document among them runs no script, sends no form, and has an origin of its own (CSP Level
 * 3, "sandbox"). Pictures, sound and video that the browser shows alone need their own sources.
 */
const contentSecurityPolicy = [
  'sandbox',
  "default-src 'none'",
  "img-src 'self'",
  "media-src 'self'",
  "style-src 'unsafe-inline'",
  "frame-ancestors 'none'",
].join('; ');

/** Of every response, whatever S3 sends. */
export const fileHeaders = {
  // Two years: the requirement of the HSTS preload list (hstspreload.org). Browsers ignore it without TLS.
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': contentSecurityPolicy,
  // Pages of other origins show pictures; without a signature none is readable, and cookies are `SameSite`.
  'cross-origin-resource-policy': 'cross-origin',
} as const;

/** How long an edge may answer without asking S3: a deletion is visible everywhere within it. */
export const edgeSeconds = 60;
