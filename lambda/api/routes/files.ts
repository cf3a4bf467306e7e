import * as z from 'zod/mini';
import type { Route } from '../route.js';

export const ListQuery = z.strictObject({
  status: z.optional(
    z.enum(['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired']),
  ),
  /** Files in one page. */
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(256))),
});

export const filesRoutes = {
  listFiles: {
    method: 'GET',
    path: '/files',
    function: 'files',
    permission: 'files:read',
    summary: 'Your files, newest first; of `status=held` everyone’s, with `files:admin`',
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
  deleteFile: {
    method: 'DELETE',
    path: '/files/{id}',
    function: 'files',
    permission: 'files:delete',
    summary: 'Delete a file at once; its signed URLs stop working',
    success: [{ status: 204 }],
    problems: ['file-not-found', 'conflict'],
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
