import * as z from 'zod/mini';
import { maxMetadataEntries } from '../../core/upload/declaration.js';
import { changedEntries } from '../schema/collections.js';
import { Cursor, Filename, metadataName, metadataValue, Time } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

/** RFC 6838 section 4.2, or all subtypes of a type. */
const typeWanted = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/(\*|[a-z0-9][a-z0-9!#$&^_.+-]{0,126})$/;

export const ListQuery = z.strictObject({
  status: z.optional(
    z.enum(['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired']),
  ),
  /** Files in one page. */
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  cursor: z.optional(Cursor),
  /** `image/png`, or `image/*` for all of a kind: what a file is, or was declared to be while that is not known. */
  type: z.optional(
    z.string().check(z.regex(typeWanted, 'expected a media type such as image/png or image/*')),
  ),
  createdAfter: z.optional(Time),
  createdBefore: z.optional(Time),
  /** Files of others that are granted to you, instead of your own. */
  sharedWithMe: z._default(z.enum(['true', 'false']), 'false'),
});

/** Each field that is given replaces what there is; entries of `metadata` are merged, and `null` takes one away. */
export const ChangeBody = z.strictObject({
  filename: z.optional(Filename),
  metadata: z.optional(
    // As many as there may be go, and as many come in their place.
    changedEntries({ max: 2 * maxMetadataEntries, name: metadataName, value: metadataValue }),
  ),
});

export const filesRoutes = {
  listFiles: {
    method: 'GET',
    path: '/files',
    function: 'files',
    permission: 'files:read',
    summary:
      'Your files, newest first, or with `sharedWithMe=true` those granted to you; of `status=held` everyone’s, with `files:admin`',
    query: ListQuery,
    success: [{ status: 200, answer: 'FileList' }],
    problems: ['invalid-request', 'invalid-cursor'],
  },
  readFile: {
    method: 'GET',
    path: '/files/{id}',
    function: 'files',
    permission: 'files:read',
    summary: 'One file: its state, what it really is, and why it was refused if it was',
    success: [{ status: 200, answer: 'File' }],
    problems: ['file-not-found'],
  },
  changeFile: {
    method: 'PATCH',
    path: '/files/{id}',
    function: 'files',
    permission: 'files:create',
    summary: 'Rename a file, or change its metadata; with `If-Match` only at the revision that was read',
    body: ChangeBody,
    conditional: true,
    success: [{ status: 200, answer: 'File' }],
    problems: ['malformed-json', 'invalid-request', 'file-not-found', 'conflict', 'revision-mismatch'],
  },
  deleteFile: {
    method: 'DELETE',
    path: '/files/{id}',
    function: 'files',
    permission: 'files:delete',
    summary:
      'Delete a file at once; its signed URLs stop working. With `If-Match` only at the revision that was read',
    conditional: true,
    success: [{ status: 204 }],
    problems: ['invalid-request', 'file-not-found', 'conflict', 'revision-mismatch'],
  },
  releaseFile: {
    method: 'POST',
    path: '/files/{id}/release',
    function: 'files',
    permission: 'files:admin',
    summary: 'Let a held file be read; it is verified a moment later. May be repeated',
    success: [{ status: 202, answer: 'File' }],
    problems: ['file-not-found', 'file-not-held'],
  },
  rejectFile: {
    method: 'POST',
    path: '/files/{id}/reject',
    function: 'files',
    permission: 'files:admin',
    summary: 'Refuse a held file; its bytes are removed a moment later. May be repeated',
    success: [{ status: 202, answer: 'File' }],
    problems: ['file-not-found', 'file-not-held'],
  },
  eraseFiles: {
    method: 'DELETE',
    path: '/owners/me/files',
    function: 'files',
    permission: 'files:delete',
    summary: 'Erase all files that you have now, which goes on by itself. May be repeated',
    success: [{ status: 202, answer: 'Erasure' }],
    problems: [],
  },
  readErasure: {
    method: 'GET',
    path: '/owners/me/files/erasure',
    function: 'files',
    permission: 'files:delete',
    summary: 'How far your last erasure is',
    success: [{ status: 200, answer: 'Erasure' }],
    problems: ['erasure-not-found'],
  },
  health: {
    method: 'GET',
    path: '/health',
    function: 'files',
    open: true,
    summary: 'That the service answers, and the limits it enforces',
    success: [{ status: 200, answer: 'Health' }],
    problems: [],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    function: 'files',
    open: true,
    summary: 'This API as an OpenAPI 3.1 document',
    success: [{ status: 200, answer: 'OpenApi' }],
    problems: [],
  },
  explainProblem: {
    method: 'GET',
    path: '/problems/{id}',
    function: 'files',
    open: true,
    summary: 'What a problem code means; the `type` of each problem document points here',
    success: [{ status: 200, answer: 'ProblemType' }],
    problems: ['problem-not-found'],
  },
} as const satisfies Record<string, Route>;
