import * as z from 'zod/mini';
import { list } from '../schema/collections.js';
import { described } from '../schema/described.js';
import { password, text } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

const disposition = described(
  'Whether a browser shows the file or saves it. `inline` is honoured only for types that cannot run script. Default: `attachment`.',
  z.optional(z.enum(['inline', 'attachment'])),
);

const bind = described(
  '`ip`: the URL works from the network address of this request alone, which must be IPv4. Needs a deployment with `bindReads`. Default: from anywhere.',
  z.optional(z.enum(['ip'])),
);

export const ContentQuery = z.strictObject({ disposition, bind });

export const UrlsBody = z.strictObject({
  ids: described('Of the files.', list(text({ minCharacters: 0, maxCharacters: 64 }), { max: 100 })),
  disposition,
  bind,
});

export const SessionBody = z.strictObject({
  ids: described(
    'Files whose URLs are wanted. Default: none.',
    z.optional(list(text({ minCharacters: 0, maxCharacters: 64 }), { max: 100 })),
  ),
  bind,
});

/** The fields of the page's form. */
export const ShareUse = z.strictObject({
  // Empty as the form sends it where nothing was typed.
  password: described('Of the link, if it has one.', z.optional(password(0))),
  disposition,
});

const oneRead = {
  function: 'download',
  permission: 'files:read',
  query: ContentQuery,
  problems: [
    ...(['invalid-request', 'file-not-found', 'file-not-verified', 'file-rejected'] as const),
    ...(['upload-ended', 'bind-not-available'] as const),
  ],
} as const;

const share = { path: '/s/{token}', function: 'download', open: true, forPeople: true } as const;

export const downloadRoutes = {
  readUrl: {
    ...oneRead,
    method: 'GET',
    path: '/files/{id}/url',
    summary: 'Presign a read, and answer its URL as JSON',
    success: [{ status: 200, answer: 'ReadUrl' }],
  },
  readContent: {
    ...oneRead,
    method: 'GET',
    path: '/files/{id}/content',
    summary:
      'Presign a read: 302 to the URL, or the URL as JSON if `Accept` prefers `application/json` to any type',
    success: [{ status: 302 }, { status: 200, answer: 'ReadUrl' }],
  },
  probeContent: {
    ...oneRead,
    method: 'HEAD',
    path: '/files/{id}/content',
    summary: 'Presign a HEAD request: size, type and ETag of the content without its bytes',
    success: [{ status: 302 }],
  },
  readUrls: {
    method: 'POST',
    path: '/files/urls',
    function: 'download',
    permission: 'files:read',
    summary:
      'Presign reads of up to 100 files at once; a file that cannot be read has its problem code instead',
    body: UrlsBody,
    success: [{ status: 200, answer: 'ReadUrls' }],
    problems: ['malformed-json', 'invalid-request', 'bind-not-available'],
  },
  openCdnSession: {
    method: 'POST',
    path: '/cdn/session',
    function: 'download',
    permission: 'files:read',
    summary:
      'Sign cookies with which all of the caller’s own files can be read through the CDN for some minutes, and answer URLs of up to 100 files',
    body: SessionBody,
    bodyOptional: true,
    success: [{ status: 200, answer: 'CdnSession' }],
    problems: ['malformed-json', 'invalid-request', 'cdn-not-enabled', 'bind-not-available'],
  },
  showShare: {
    ...share,
    method: 'GET',
    summary: 'Show what a link leads to: a page, or JSON for `Accept: application/json`. Counts no download',
    success: [{ status: 200, answer: 'SharedFile', page: true }],
    problems: ['share-not-found'],
  },
  probeShare: {
    ...share,
    method: 'HEAD',
    summary: 'Check whether a link is valid. Counts no download',
    success: [{ status: 200 }],
    problems: ['share-not-found'],
  },
  useShare: {
    ...share,
    method: 'POST',
    summary: 'Download the file of a link; counts one download: 303 to a presigned read, or its URL as JSON',
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
