import * as z from 'zod/mini';
import { list } from '../schema/collections.js';
import { password, text } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

/** `inline` is honoured only for types that cannot run script. */
const disposition = z.optional(z.enum(['inline', 'attachment']));

export const ContentQuery = z.strictObject({ disposition });

export const UrlsBody = z.strictObject({
  ids: list(text({ minCharacters: 0, maxCharacters: 64 }), { max: 100 }),
  disposition,
});

/** What the page's form sends. */
export const ShareUse = z.strictObject({
  /** Empty as the form sends it where nothing was typed. */
  password: z.optional(password(0)),
  disposition,
});

const content = {
  path: '/files/{id}/content',
  function: 'download',
  permission: 'files:read',
  query: ContentQuery,
  problems: ['invalid-request', 'file-not-found', 'file-not-verified', 'file-rejected', 'upload-ended'],
} as const;

const share = { path: '/s/{token}', function: 'download', open: true, forPeople: true } as const;

export const downloadRoutes = {
  readContent: {
    ...content,
    method: 'GET',
    summary: 'A signed read: 302 to it, or its URL as JSON for `Accept: application/json`',
    success: [{ status: 302 }, { status: 200, answer: 'ReadUrl' }],
  },
  probeContent: {
    ...content,
    method: 'HEAD',
    summary: 'The same, signed for HEAD: size, type and ETag of the content without its bytes',
    success: [{ status: 302 }],
  },
  readUrls: {
    method: 'POST',
    path: '/files/urls',
    function: 'download',
    permission: 'files:read',
    summary: 'Signed reads of up to 100 files at once; one that cannot be read has its problem code instead',
    body: UrlsBody,
    success: [{ status: 200, answer: 'ReadUrls' }],
    problems: ['malformed-json', 'invalid-request'],
  },
  showShare: {
    ...share,
    method: 'GET',
    summary: 'What a link opens: a page, or JSON for `Accept: application/json`. Uses nothing up',
    success: [{ status: 200, answer: 'SharedFile', page: true }],
    problems: ['share-not-found'],
  },
  probeShare: {
    ...share,
    method: 'HEAD',
    summary: 'Whether a link opens something; uses nothing up',
    success: [{ status: 200 }],
    problems: ['share-not-found'],
  },
  useShare: {
    ...share,
    method: 'POST',
    summary: 'Read the file behind a link, which counts: 303 to a signed read, or its URL as JSON',
    body: ShareUse,
    bodyOptional: true,
    form: true,
    success: [{ status: 303 }, { status: 200, answer: 'ReadUrl' }],
    problems: [
      ...(['malformed-json', 'invalid-request', 'share-password-required', 'share-password-wrong'] as const),
      ...(['share-not-found', 'too-many-guesses'] as const),
    ],
  },
} as const satisfies Record<string, Route>;
