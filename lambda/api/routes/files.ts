import * as z from 'zod/mini';
import { maxMetadataEntries } from '../../core/upload/declaration.js';
import { cursorPattern } from '../../core/manage/list-places.js';
import { changedEntries } from '../schema/collections.js';
import { described } from '../schema/described.js';
import { Cursor, Filename, metadataName, metadataValue, PageLimit, Time } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

/** RFC 6838 section 4.2, or all subtypes of a type. */
const typeWanted = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/(\*|[a-z0-9][a-z0-9!#$&^_.+-]{0,126})$/;

export const ListQuery = z.strictObject({
  status: described(
    'Only files with this status; with `files:admin`, `held` lists those of all owners. Default: all.',
    z.optional(z.enum(['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired'])),
  ),
  limit: described('Files in one page, 1 to 100.', PageLimit),
  cursor: described(
    '`nextCursor` of the page before. The first page where it is left out.',
    z.optional(Cursor(cursorPattern)),
  ),
  type: described(
    'Only files of this media type, such as `image/png`, or `image/*` for every subtype: the detected type, or the declared one until the file is checked. Default: all.',
    z.optional(z.string().check(z.regex(typeWanted, 'expected a media type such as image/png or image/*'))),
  ),
  createdAfter: described(
    'Only files created at or after this time: RFC 3339, with its offset from UTC. Default: all.',
    z.optional(Time),
  ),
  createdBefore: described(
    'Only files created before this time: RFC 3339, with its offset from UTC. Default: all.',
    z.optional(Time),
  ),
  sharedWithMe: described(
    'Files of others that are granted to you, instead of your own.',
    z
      ._default(z.enum(['true', 'false']), 'false')
      .check(z.meta({ type: 'boolean', enum: undefined, default: false })),
  ),
});

/** Given fields are replaced; entries of `metadata` are merged, and `null` removes one. */
export const ChangeBody = z.strictObject({
  filename: described('The new name. Default: unchanged.', z.optional(Filename)),
  metadata: described(
    'Merged with the present entries: an entry replaces the one of its name, and `null` removes it. Default: unchanged.',
    z.optional(
      // As many as there may be are removed, and as many replace them.
      changedEntries({ max: 2 * maxMetadataEntries, name: metadataName, value: metadataValue }),
    ),
  ),
});

/** What changes only with a deployment. */
const untilNextVersion = { etag: 'content', cacheControl: 'public, max-age=300' } as const;

export const filesRoutes = {
  listFiles: {
    method: 'GET',
    path: '/files',
    function: 'files',
    permission: 'files:read',
    summary:
      'List your files, newest first; `sharedWithMe=true` lists those granted to you; with `files:admin`, `status=held` lists those of all owners',
    query: ListQuery,
    success: [{ status: 200, answer: 'FileList' }],
    problems: ['invalid-request', 'invalid-cursor'],
  },
  readFile: {
    method: 'GET',
    path: '/files/{id}',
    function: 'files',
    permission: 'files:read',
    summary: 'Get one file: its status, its detected type, and the reasons if it was rejected',
    etag: 'revision',
    success: [{ status: 200, answer: 'StoredFile' }],
    problems: ['file-not-found'],
  },
  changeFile: {
    method: 'PATCH',
    path: '/files/{id}',
    function: 'files',
    permission: 'files:create',
    summary:
      'Rename a file or change its metadata; `If-Match` makes it conditional on the revision (optimistic locking)',
    body: ChangeBody,
    conditional: true,
    etag: 'revision',
    success: [{ status: 200, answer: 'StoredFile' }],
    problems: ['malformed-json', 'invalid-request', 'file-not-found', 'conflict', 'revision-mismatch'],
  },
  deleteFile: {
    method: 'DELETE',
    path: '/files/{id}',
    function: 'files',
    permission: 'files:delete',
    summary:
      'Delete a file at once; its presigned URLs stop working. `If-Match` makes it conditional on the revision',
    conditional: true,
    success: [{ status: 204 }],
    problems: ['invalid-request', 'file-not-found', 'conflict', 'revision-mismatch'],
  },
  releaseFile: {
    method: 'POST',
    path: '/files/{id}/release',
    function: 'files',
    permission: 'files:admin',
    summary: 'Release a held file; it becomes verified shortly after. Idempotent',
    success: [{ status: 202, answer: 'StoredFile' }],
    problems: ['file-not-found', 'file-not-held'],
  },
  rejectFile: {
    method: 'POST',
    path: '/files/{id}/reject',
    function: 'files',
    permission: 'files:admin',
    summary: 'Reject a held file; its bytes are removed shortly after. Idempotent',
    success: [{ status: 202, answer: 'StoredFile' }],
    problems: ['file-not-found', 'file-not-held'],
  },
  eraseFiles: {
    method: 'DELETE',
    path: '/owners/me/files',
    function: 'files',
    permission: 'files:delete',
    summary: 'Erase all files that you have now, in the background. May be repeated',
    success: [{ status: 202, answer: 'Erasure' }],
    problems: [],
  },
  readErasure: {
    method: 'GET',
    path: '/owners/me/files/erasure',
    function: 'files',
    permission: 'files:delete',
    summary: 'Get the progress of your last erasure',
    success: [{ status: 200, answer: 'Erasure' }],
    problems: ['erasure-not-found'],
  },
  health: {
    method: 'GET',
    path: '/health',
    function: 'files',
    open: true,
    summary: 'Health check, with the limits that the service enforces',
    etag: 'content',
    // A cached answer would not be a check.
    cacheControl: 'public, no-cache',
    success: [{ status: 200, answer: 'Health' }],
    problems: [],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    function: 'files',
    open: true,
    summary: 'This API as an OpenAPI 3.1 document',
    ...untilNextVersion,
    success: [{ status: 200, answer: 'OpenApi' }],
    problems: [],
  },
  explainProblem: {
    method: 'GET',
    path: '/problems/{id}',
    function: 'files',
    open: true,
    summary: 'Explain a problem code; the `type` of each problem document is this URL',
    ...untilNextVersion,
    success: [{ status: 200, answer: 'ProblemType' }],
    problems: ['problem-not-found'],
  },
} as const satisfies Record<string, Route>;
