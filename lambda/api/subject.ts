import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maxSubjectBytes, type Subject } from '../core/access/subject.js';
import { namesIn, permissionsOf, type Access, type Claims } from '../core/access/permission.js';
import { Problem } from '../core/problem.js';
import { wrongWithText } from '../core/text.js';

/**
 * Parses the token that the gateway has verified (signature, issuer, audience, expiry). Not the gateway's own claims:
 * it flattens arrays into strings, in which a group named `x admins` looks like two.
 */
export function subjectOf(event: APIGatewayProxyEventV2, access: Access): Subject {
  const claims = claimsOf(event.headers['authorization']);
  const owner = textIn(access.ownerClaim, claims, 'whose files these are');
  // If there is a `sub`, it must be valid: it is never ignored.
  const user = claims['sub'] === undefined ? undefined : textIn('sub', claims, 'who asks');
  return {
    owner,
    ...(user !== undefined && { user }),
    groups: namesIn(access.groupsClaim, claims),
    permissions: permissionsOf(access, claims),
  };
}

function textIn(name: string, claims: Claims, what: string): string {
  const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (typeof claim === 'string' && !wrongWithText(claim, { maxBytes: maxSubjectBytes })) return claim;
  throw new Problem(
    'unauthenticated',
    `The token does not say ${what}: it needs the claim \`${name}\`, a text of 1 to ${maxSubjectBytes} bytes`,
  );
}

function claimsOf(authorization = ''): Claims {
  const payload = authorization.split('.')[1] ?? '';
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (isObject(claims)) return claims;
  } catch {
    // Invalid JSON is not a set of claims either.
  }
  throw new Problem('unauthenticated', 'Expected a bearer token that is a JWT');
}

const isObject = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
