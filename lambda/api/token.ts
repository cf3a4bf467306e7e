import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Claims } from '../core/access/claim.js';
import { clientClaims } from '../core/access/client.js';
import { Problem } from '../core/problem.js';

/**
 * The claims that an authorizer of the gateway verified (payload format 2.0): the token's (signature, issuer, audience,
 * expiry), or those that a Lambda authorizer returned as its context.
 *
 * A token is parsed here again: the gateway's claims flatten lists into strings, in which a group named `x admins`
 * looks like two, and objects into texts that are not documented.
 *
 * @param compared claims that must be the same in both tokens, besides those that identify a token
 * @throws Problem `unauthenticated` if there is no valid token, or it is not the one that the gateway verified
 */
export function verifiedClaims(event: APIGatewayProxyEventV2, compared: readonly string[]): Claims {
  const { requestContext } = event;
  const authorizer: unknown = 'authorizer' in requestContext ? requestContext.authorizer : undefined;
  if (isObject(authorizer) && isObject(authorizer['lambda'])) return contextClaims(authorizer['lambda']);
  const jwt = isObject(authorizer) ? authorizer['jwt'] : undefined;
  const verified = isObject(jwt) && isObject(jwt['claims']) ? jwt['claims'] : {};
  const claims = claimsOf(event.headers['authorization']);
  refuseAnotherToken(claims, verified, compared);
  return claims;
}

/**
 * What a Lambda authorizer returned as its context. API Gateway Developer Guide, "Control access to HTTP APIs with AWS
 * Lambda authorizers": its example of a simple response has texts, numbers, booleans, a list and an object. In which
 * form the last two reach the integration is not documented (REST APIs accept neither, and pass the others as texts),
 * so the JSON text of a list or an object is read as what it is the text of. A function may return such texts too.
 */
const contextClaims = (context: Claims): Claims =>
  Object.fromEntries(Object.entries(context).map(([name, value]) => [name, structureOf(value)]));

function structureOf(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
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

/**
 * Which token the gateway takes from a request with several `Authorization` values is not documented. A token that
 * it did not verify would be one that anybody can write, so the claims that identify a token must be the same in both
 * (RFC 7519 sections 4.1.1, 4.1.2, 4.1.4 and 4.1.7), and those that name its subject.
 */
function refuseAnotherToken(claims: Claims, verified: Claims, compared: readonly string[]): void {
  const same = (name: string) => {
    const claim = ownClaim(claims, name);
    // How the gateway writes what is no string is not documented.
    return (claim !== undefined && typeof claim !== 'string') || claim === ownClaim(verified, name);
  };
  const names = ['iss', 'sub', 'jti', ...clientClaims, ...compared];
  if (names.every(same) && expiryOf(claims) === expiryOf(verified)) return;
  throw new Problem(
    'unauthenticated',
    'The token is not the one that was verified: send exactly one Authorization header with one token',
  );
}

/** Not what every object has: a claim may be named `__proto__`. */
const ownClaim = (claims: Claims, name: string): unknown =>
  Object.hasOwn(claims, name) ? claims[name] : undefined;

/** Seconds since the epoch (RFC 7519 section 4.1.4): a number in the token, a text in the gateway's claims. */
function expiryOf({ exp }: Claims): number | undefined {
  return exp === undefined ? undefined : Number(exp);
}

const isObject = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
