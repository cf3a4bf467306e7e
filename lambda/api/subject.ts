import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Subject } from '../core/access/subject.js';
import { namesIn, permissionsOf, type Access, type Claims } from '../core/access/permission.js';
import { Problem } from '../core/problem.js';

/** Stands in keys of the table, of which DynamoDB takes 2,048 bytes (developer guide, "Quotas", partition keys). */
const maxSubjectBytes = 1024;

/**
 * Reads the token that the gateway has verified (signature, issuer, audience, expiry). Not the gateway's own claims:
 * it flattens arrays into strings, in which a group named `x admins` reads as two.
 */
export function subjectOf(event: APIGatewayProxyEventV2, access: Access): Subject {
  const claims = claimsOf(event.headers['authorization']);
  const owner = textIn(access.ownerClaim, claims);
  if (owner === undefined) {
    throw new Problem(
      'unauthenticated',
      `The token does not say whose files these are: it needs the claim \`${access.ownerClaim}\`, a text of 1 to ${String(maxSubjectBytes)} bytes`,
    );
  }
  const user = textIn('sub', claims);
  return {
    owner,
    ...(user !== undefined && { user }),
    groups: namesIn(access.groupsClaim, claims),
    permissions: permissionsOf(access, claims),
  };
}

function textIn(name: string, claims: Claims): string | undefined {
  const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (typeof claim !== 'string' || claim === '' || !claim.isWellFormed()) return undefined;
  return Buffer.byteLength(claim) <= maxSubjectBytes ? claim : undefined;
}

function claimsOf(authorization = ''): Claims {
  const payload = authorization.split('.')[1] ?? '';
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  } catch {
    throw new Problem('unauthenticated', 'Expected a bearer token that is a JWT');
  }
}
