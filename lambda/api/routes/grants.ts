import * as z from 'zod/mini';
import { maxSubjectBytes } from '../../core/access/subject.js';
import { wrongWithText } from '../schema/text.js';
import { described } from '../schema/described.js';
import { nameBehind } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

/** `user:` and a token's `sub`, or `group:` and a group's name; with the maximum length of a subject. */
export const GrantBody = z.strictObject({
  subject: described(
    'Who may read the file: `user:` and a token’s `sub`, or `group:` and the name of a group.',
    z
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
          maxLength: 'user:'.length + maxSubjectBytes,
          description: `Behind the colon at most ${maxSubjectBytes} bytes of UTF-8.`,
        }),
      ),
  ),
});

/** Grants. */
export const grantsRoutes = {
  createGrant: {
    method: 'POST',
    path: '/files/{id}/grants',
    function: 'files',
    permission: 'files:share',
    summary: 'Grant a user or a group read access to a verified file; 200 if the grant exists. Idempotent',
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
    summary: 'List the grants of a file, oldest first; at most 100',
    success: [{ status: 200, answer: 'GrantList' }],
    problems: ['file-not-found'],
  },
  revokeGrant: {
    method: 'DELETE',
    path: '/files/{id}/grants/{grantId}',
    function: 'files',
    permission: 'files:share',
    summary: 'Revoke a grant: the grantee’s next request is refused. Idempotent',
    success: [{ status: 204 }],
    problems: ['file-not-found', 'grant-not-found', 'conflict'],
  },
} as const satisfies Record<string, Route>;
