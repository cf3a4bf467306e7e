import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maxSubjectBytes, type Subject } from '../core/access/subject.js';
import { namesIn, permissionsOf, type Access, type Claims } from '../core/access/permission.js';
import { Problem } from '../core/problem.js';
import { wrongWithText } from './schema/text.js';

/**
 * Parses the token that the gateway has verified (signature, issuer, audience, expiry). Arrays come from the token
 * itself: the gateway's claims flatten them into strings, in which a group named `x admins` looks like two. It first
 * checks that both are the same token.
 *
 * @throws Problem `unauthenticated` if there is no valid token, or it is not the one that the gateway verified
 */
export function subjectOf(event: APIGatewayProxyEventV2, access: Access): Subject {
  const claims = claimsOf(event.headers['authorization']);
  refuseAnotherToken(claims, verifiedClaims(event), access.ownerClaim);
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
  const claim = ownClaim(claims, name);
  if (typeof claim === 'string' && !wrongWithText(claim, { maxBytes: maxSubjectBytes })) return claim;
  throw new Problem(
    'unauthenticated',
    `The token does not say ${what}: it needs the claim \`${name}\`, a text of 1 to ${maxSubjectBytes} bytes`,
  );
}

/** Not what every object has: a claim may be named `__proto__`. */
const ownClaim = (claims: Claims, name: string): unknown =>
  Object.hasOwn(claims, name) ? claims[name] : undefined;

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

/**
 * Which token the gateway takes from a request with several `Authorization` values is not documented. A token that
 * it did not verify would be one that anybody can write, so the claims that identify a token must be the same in both
 * (RFC 7519 sections 4.1.1, 4.1.2, 4.1.4 and 4.1.7).
 */
function refuseAnotherToken(claims: Claims, verified: Claims, ownerClaim: string): void {
  const same = (name: string) => {
    const claim = ownClaim(claims, name);
    // How the gateway writes what is no string is not documented.
    return (claim !== undefined && typeof claim !== 'string') || claim === ownClaim(verified, name);
  };
  if (['iss', 'sub', 'jti', ownerClaim].every(same) && expiryOf(claims) === expiryOf(verified)) return;
  throw new Problem(
    'unauthenticated',
    'The token is not the one that was verified: send exactly one Authorization header with one token',
  );
}

/** Seconds since the epoch (RFC 7519 section 4.1.4): a number in the token, a text in the gateway's claims. */
function expiryOf({ exp }: Claims): number | undefined {
  return exp === undefined ? undefined : Number(exp);
}

/** What the gateway verified: the claims of a JWT authorizer (payload format 2.0). None where no authorizer ran. */
function verifiedClaims({ requestContext }: APIGatewayProxyEventV2): Claims {
  const claims = 'authorizer' in requestContext ? requestContext.authorizer : undefined;
  return isObject(claims) && isObject(claims['jwt']) && isObject(claims['jwt']['claims'])
    ? claims['jwt']['claims']
    : {};
}

const isObject = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
