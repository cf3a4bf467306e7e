import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { permissionsOf, type Access, type Permission } from '../core/permission.js';
import { Problem } from '../core/problem.js';

/** Who asks. */
export interface Subject {
  /** Whose files these are: the token's `sub` (RFC 7519 section 4.1.2). */
  readonly owner: string;
  readonly permissions: readonly Permission[];
}

/**
 * Reads the token that the gateway has verified (signature, issuer, audience, expiry). Not the gateway's own claims:
 * it flattens arrays into strings, in which a group named `x admins` reads as two.
 */
export function subjectOf(event: APIGatewayProxyEventV2, access: Access): Subject {
  const claims = claimsOf(event.headers['authorization']);
  const owner = claims['sub'];
  if (typeof owner !== 'string' || owner === '') {
    throw new Problem('unauthenticated', 'The token names no subject; it needs a `sub` claim');
  }
  return { owner, permissions: permissionsOf(access, claims) };
}

function claimsOf(authorization = ''): Readonly<Record<string, unknown>> {
  const payload = authorization.split('.')[1] ?? '';
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  } catch {
    throw new Problem('unauthenticated', 'Expected a bearer token that is a JWT');
  }
}
