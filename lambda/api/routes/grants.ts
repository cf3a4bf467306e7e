import * as z from 'zod/mini';
import type { Route } from '../schema/route.js';

/** A token's `sub`, or a group's name, behind its kind; no longer than a subject may be. */
export const GrantRequest = z.strictObject({
  subject: z
    .templateLiteral(
      [z.enum(['user', 'group']), ':', z.string()],
      'expected `user:` and a token’s `sub`, or `group:` and the name of a group',
    )
    .check(
      z.refine((subject) => !/^[a-z]+:$/.test(subject), 'expected a name behind the colon'),
      z.refine((subject) => Buffer.byteLength(subject) <= 1024, 'expected at most 1024 bytes of UTF-8'),
      z.refine((subject) => subject.isWellFormed(), 'expected well-formed Unicode'),
    ),
});

/** That others may read a file. */
export const grantsRoutes = {
  createGrant: {
    method: 'POST',
    path: '/files/{id}/grants',
    function: 'files',
    permission: 'files:share',
    summary: 'Let a user or a group read a verified file; 200 where they may already. May be repeated',
    body: GrantRequest,
    success: [
      { status: 201, answer: 'Grant' },
      { status: 200, answer: 'Grant' },
    ],
    problems: [
      ...(['malformed-json', 'invalid-request', 'file-not-found', 'file-not-verified'] as const),
      ...(['file-rejected', 'upload-ended', 'too-many-grants', 'conflict'] as const),
    ],
  },
  listGrants: {
    method: 'GET',
    path: '/files/{id}/grants',
    function: 'files',
    permission: 'files:share',
    summary: 'Whom a file is granted to, oldest first; at most 100',
    success: [{ status: 200, answer: 'GrantList' }],
    problems: ['file-not-found'],
  },
  revokeGrant: {
    method: 'DELETE',
    path: '/files/{id}/grants/{grantId}',
    function: 'files',
    permission: 'files:share',
    summary: 'Take a grant back: the next request is refused. May be repeated',
    success: [{ status: 204 }],
    problems: ['file-not-found', 'grant-not-found', 'conflict'],
  },
} as const satisfies Record<string, Route>;
