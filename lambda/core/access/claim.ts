/** The claims of a verified token. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Where a claim is: its name; or a path into objects, dotted (`realm_access.roles`) or a JSON Pointer (RFC 6901:
 * `/realm_access/roles`), in which `*` is each member. A claim that has the whole text as its name comes first, so a
 * name with dots or slashes is never split, and a URL is only ever a name.
 */
export type ClaimPath = string;

/** One path, or several. */
export type ClaimPaths = ClaimPath | readonly ClaimPath[];

/** What a path leads to. */
export interface FoundClaim {
  /** The last name on the way to it. */
  readonly name: string;
  readonly value: unknown;
}

export const pathsIn = (paths: ClaimPaths): readonly ClaimPath[] =>
  typeof paths === 'string' ? [paths] : paths;

/** All that a path leads to: one value at most, unless it has a `*`. */
export function claimsAt(path: ClaimPath, claims: Claims): FoundClaim[] {
  if (Object.hasOwn(claims, path)) return [{ name: path, value: claims[path] }];
  return stepsOf(path).reduce<FoundClaim[]>(
    (reached, step) => reached.flatMap(({ value }) => membersOf(value, step)),
    [{ name: '', value: claims }],
  );
}

/** The names on the way, the first of which is a claim of the token itself. */
export function stepsOf(path: ClaimPath): string[] {
  if (path.startsWith('/')) return path.slice(1).split('/').map(unescaped);
  return path.includes('://') ? [path] : path.split('.');
}

/** RFC 6901 section 4: `~1` first, so that `~01` is `~1`. */
const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * Whether an issuer vouches for what the path leads to: an address only with `email_verified` beside it, since anyone
 * can enter another's (OpenID Connect Core 1.0 section 5.7).
 */
export function isVouchedFor(path: ClaimPath, claims: Claims): boolean {
  if (!/(^|[./:])email$/.test(path)) return true;
  const verified = claimsAt(`${path}_verified`, claims);
  // One for each address, of which a path with `*` may find several.
  if (verified.length !== claimsAt(path, claims).length) return false;
  // Some issuers write it as a text.
  return verified.every(({ value }) => value === true || value === 'true');
}

function membersOf(value: unknown, step: string): FoundClaim[] {
  if (typeof value !== 'object' || value === null) return [];
  // Own members only: not `constructor`, and not the length of a list.
  const members = Object.entries(value).map(([name, member]): FoundClaim => ({ name, value: member }));
  return step === '*' ? members : members.filter(({ name }) => name === step);
}
