import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  claimsAt,
  isVouchedFor,
  pathsIn,
  stepsOf,
  type ClaimPaths,
  type Claims,
} from '../core/access/claim.js';
import { clientClaims, clientOf } from '../core/access/client.js';
import { claimsLeftOut, namesAt } from '../core/access/names.js';
import { permissionsOf, type Access } from '../core/access/permission.js';
import { maxGroups, maxSubjectBytes, type Subject } from '../core/access/subject.js';
import { Problem } from '../core/problem.js';
import { wrongWithText } from './schema/text.js';
import { verifiedClaims } from './token.js';

/**
 * The caller, from the claims that an authorizer of the gateway verified.
 *
 * @throws Problem `unauthenticated` if there are none, or they do not say who calls
 */
export function subjectOf(event: APIGatewayProxyEventV2, access: Access): Subject {
  const { ownerClaim, groupsClaim, rolesClaim, subjectClaim = 'sub' } = access;
  const named = [...pathsIn(ownerClaim), subjectClaim];
  const claims = verifiedClaims(event, [...named, ...named.map((path) => stepsOf(path)[0] ?? path)]);
  const user = userIn(claims, subjectClaim);
  const what = 'whose files these are';
  const owner = nameIn(ownerClaim, claims, what) ?? (isPersonal(access) ? clientName(claims) : undefined);
  if (owner === undefined) throw unnamed(ownerClaim, what);
  if (isPersonal(access)) refuseReserved(owner, claims);
  const groups = namesAt(groupsClaim, claims);
  const leftOut = claimsLeftOut([...pathsIn(groupsClaim), ...pathsIn(rolesClaim)], claims);
  return {
    owner,
    ...(user !== undefined && { user }),
    groups: groups.slice(0, maxGroups),
    permissions: permissionsOf(access, claims),
    ...(leftOut.length > 0 && { leftOut }),
    ...(groups.length > maxGroups && { groupsIgnored: groups.length - maxGroups }),
  };
}

/** Whether each user owns their files, so that a client may too. */
const isPersonal = ({ ownerClaim, subjectClaim = 'sub' }: Access): boolean =>
  pathsIn(ownerClaim).some((path) => path === 'sub' || path === subjectClaim);

const who = 'who calls';

/** Without a `sub`, a user of a tenant has no name; any other claim was chosen because the tokens have it. */
function userIn(claims: Claims, subjectClaim: string): string | undefined {
  const user = nameIn(subjectClaim, claims, who) ?? clientName(claims);
  if (user === undefined && subjectClaim !== 'sub') throw unnamed(subjectClaim, who);
  if (user !== undefined) refuseReserved(user, claims);
  return user;
}

const clientPrefix = 'client:';

/** The name of a machine client whose token does not have the claim that names users. */
function clientName(claims: Claims): string | undefined {
  const client = clientOf(claims);
  return client === undefined ? undefined : validName(`${clientPrefix}${client}`, clientClaims, who);
}

/** So that no user, whatever names an issuer lets users choose, is the same as a client. */
function refuseReserved(name: string, claims: Claims): void {
  if (!name.startsWith(clientPrefix) || name === clientName(claims)) return;
  throw new Problem(
    'unauthenticated',
    `The token names its subject \`${clientPrefix}…\`, which is reserved for machine clients`,
  );
}

/** The first of these claims that the token has; a claim that it has must be valid. */
function nameIn(paths: ClaimPaths, claims: Claims, what: string): string | undefined {
  const found = pathsIn(paths).flatMap((path) =>
    claimsAt(path, claims).map(({ value }) => ({ path, value })),
  );
  const first = found.find(({ value }) => value !== null) ?? found[0];
  if (!first) return undefined;
  if (!isVouchedFor(first.path, claims)) throw unverifiedAddress(first.path);
  return validName(first.value, paths, what);
}

function validName(value: unknown, paths: ClaimPaths, what: string): string {
  if (typeof value === 'string' && !wrongWithText(value, { maxBytes: maxSubjectBytes })) return value;
  throw unnamed(paths, what);
}

const shown = (paths: ClaimPaths): string =>
  pathsIn(paths)
    .map((path) => `\`${path}\``)
    .join(' or ');

const unnamed = (paths: ClaimPaths, what: string) =>
  new Problem(
    'unauthenticated',
    `The token does not say ${what}: it needs the claim ${shown(paths)}, a text of 1 to ${maxSubjectBytes} bytes`,
  );

const unverifiedAddress = (path: string) =>
  new Problem(
    'unauthenticated',
    `The token's \`${path}\` is not verified: it counts only with \`${path}_verified\`, which must be true`,
  );
