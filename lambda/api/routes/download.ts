import * as z from 'zod/mini';
import type { Route } from '../route.js';

export const ContentQuery = z.strictObject({
  /** `inline` is honoured only for types that cannot run script. */
  disposition: z.optional(z.enum(['inline', 'attachment'])),
});

export const downloadRoutes = {
  readContent: {
    method: 'GET',
    path: '/files/{id}/content',
    function: 'download',
    permission: 'files:read',
    summary: 'A signed read: 302 to it, or its URL as JSON for `Accept: application/json`',
    query: ContentQuery,
    success: [{ status: 302 }, { status: 200, answer: 'ReadUrl' }],
    problems: ['invalid-request', 'file-not-found', 'file-not-verified', 'file-rejected', 'upload-ended'],
  },
} as const satisfies Record<string, Route>;
