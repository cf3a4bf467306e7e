import * as z from 'zod/mini';
import { maxShareSeconds } from '../../core/share/manage-shares.js';
import { described } from '../schema/described.js';
import { password } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

export const ShareBody = z.strictObject({
  expiresInSeconds: described(
    'Lifetime of the link: a minute to 30 days. Default: a day.',
    z.optional(z.int().check(z.minimum(60), z.maximum(maxShareSeconds))),
  ),
  maxDownloads: described(
    'Limit of downloads, 1 to 1,000,000; exact under concurrency. Default: no limit.',
    z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  ),
  // NIST SP 800-63B section 3.1.1.2: length is what counts.
  password: described('Password of the link: 8 to 128 characters. Default: none.', z.optional(password(8))),
});

/** Management of links. */
export const sharesRoutes = {
  createShare: {
    method: 'POST',
    path: '/files/{id}/shares',
    function: 'files',
    permission: 'files:share',
    summary:
      'Create a link with which anyone may read the file until it expires; its URL is returned only once',
    body: ShareBody,
    bodyOptional: true,
    success: [{ status: 201, answer: 'CreatedShare' }],
    problems: [
      ...(['malformed-json', 'invalid-request', 'file-not-found'] as const),
      ...(['file-not-verified', 'file-rejected', 'too-many-shares', 'upload-ended'] as const),
    ],
  },
  listShares: {
    method: 'GET',
    path: '/files/{id}/shares',
    function: 'files',
    permission: 'files:share',
    summary: 'List the links of a file that are neither revoked nor expired, with how often each was used',
    success: [{ status: 200, answer: 'ShareList' }],
    problems: ['file-not-found'],
  },
  revokeShare: {
    method: 'DELETE',
    path: '/files/{id}/shares/{shareId}',
    function: 'files',
    permission: 'files:share',
    summary: 'Revoke a link: the next request for it is refused. Idempotent',
    success: [{ status: 204 }],
    problems: ['file-not-found', 'share-not-found'],
  },
} as const satisfies Record<string, Route>;
