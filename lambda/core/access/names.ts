import {
  claimsAt,
  isVouchedFor,
  pathsIn,
  stepsOf,
  type ClaimPaths,
  type Claims,
  type FoundClaim,
} from './claim.js';

/** The names of roles or groups in these claims, each once, in the order of the paths and of the token. */
export function namesAt(paths: ClaimPaths, claims: Claims): string[] {
  const found = pathsIn(paths)
    .filter((path) => isVouchedFor(path, claims))
    .flatMap((path) => claimsAt(path, claims));
  // Half of a surrogate pair would be hashed like U+FFFD, and so match a group with that name.
  return [...new Set(found.flatMap(namesIn))].filter((name) => name !== '' && name.isWellFormed());
}

/**
 * The names that one value holds:
 *
 * - a list: each text in it is one name and never split, so that a group named `x,admins` is not `admins`
 * - a text: split at commas, or at blanks if it is a scope; a distinguished name is one name
 * - an object: the names of its members, as in Zitadel's roles, but not of those that are false, null, zero or empty
 * - `true`: the name of the claim itself, as in Firebase's `{ admin: true }`
 */
function namesIn({ name, value }: FoundClaim): string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  if (typeof value === 'string') return textsIn(name, value);
  if (value === true) return [name];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, held]) => (held ? [member] : []));
}

function textsIn(name: string, text: string): string[] {
  // RFC 9068 section 2.2.3.1 of `scope`; Entra ID and others call it `scp`.
  if (scopeClaims.includes(name)) return text.split(' ');
  // RFC 4514: `CN=Editors,OU=Groups`.
  return text.includes('=') ? [text] : text.split(',').map((one) => one.trim());
}

/** The claims of scopes: one text (RFC 9068), or a list. */
export const scopeClaims: readonly string[] = ['scope', 'scp'];

/**
 * The claims among these that the token leaves out because they have too many values: distributed and aggregated claims
 * (OpenID Connect Core 1.0 section 5.6.2), which is how Entra ID leaves out groups, or its `hasgroups`.
 */
export function claimsLeftOut(paths: ClaimPaths, claims: Claims): string[] {
  const { _claim_names: elsewhere, hasgroups } = claims;
  const names = pathsIn(paths).flatMap((path) => [path, stepsOf(path)[0] ?? path]);
  const isLeftOut = (name: string) =>
    !Object.hasOwn(claims, name) &&
    ((typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, name)) ||
      (name === 'groups' && (hasgroups === true || hasgroups === 'true')));
  return [...new Set(names.filter(isLeftOut))];
}
