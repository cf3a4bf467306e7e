import * as z from 'zod/mini';
import { maxSubjectBytes } from '../../core/access/subject.js';
import { wrongWithText } from '../schema/text.js';
import { nameBehind } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

/** A token's `sub`, or a group's name, behind its kind; no longer than a subject may be. */
export const GrantBody = z.strictObject({
  subject: z
    .templateLiteral(
      [z.enum(['user', 'group']), ':', z.string()],
      'expected `user:` and a token’s `sub`, or `group:` and the name of a group',
    )
    .check(
      z.check(({ value, issues }) => {
        const message = wrongWithText(value.slice(value.indexOf(':') + 1), {
          maxBytes: maxSubjectBytes,
          isName: true,
        });
        if (message) issues.push({ code: 'custom', input: value, message: `behind the colon ${message}` });
      }),
      z.meta({
        pattern: nameBehind('(?:user|group):'),
        maxLength: 'group:'.length + maxSubjectBytes,
        description: `Behind the colon at most ${maxSubjectBytes} bytes of UTF-8.`,
      }),
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
    body: GrantBody,
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
