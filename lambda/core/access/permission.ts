/** What a caller may be allowed to do. All but `files:admin` reach the caller's own files only. */
export const permissions = [
  'files:create',
  'files:read',
  'files:delete',
  'files:share',
  'files:publish',
  'files:admin',
] as const;

export type Permission = (typeof permissions)[number];

/** What a token says of its bearer. */
export type Claims = Readonly<Record<string, unknown>>;

/** Whom a deployment lets do what. */
export interface Access {
  /** The claim of the token that names the owner of its bearer's files. */
  readonly ownerClaim: string;
  /** The claim that names the groups to which files may be granted. */
  readonly groupsClaim: string;
  /** The claim that names a caller's roles. */
  readonly rolesClaim: string;
  /**
   * What each role may do; a caller may do what any of theirs may.
   * @default every caller has all permissions but `files:publish` and `files:admin`
   */
  readonly roles?: Readonly<Record<string, readonly Permission[]>>;
}

const everyCaller = permissions.filter((one) => one !== 'files:publish' && one !== 'files:admin');

/** What the bearer of a token with these claims may do. */
export function permissionsOf(
  { rolesClaim, roles }: Pick<Access, 'rolesClaim' | 'roles'>,
  claims: Claims,
): readonly Permission[] {
  if (!roles) return everyCaller;
  const names = [...namesIn(rolesClaim, claims), ...(isMachine(claims) ? namesIn('scope', claims) : [])];
  const held = names.flatMap((role) => (Object.hasOwn(roles, role) ? roles[role] : []));
  return permissions.filter((one) => held.includes(one));
}

/**
 * The names in a claim, each taken whole: a group named `x admins` is one. Only `scope` is a list in one text, parted
 * by spaces (RFC 9068 section 2.2.3).
 */
export function namesIn(name: string, claims: Claims): string[] {
  const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (typeof claim === 'string') return name === 'scope' ? claim.split(' ') : [claim];
  return Array.isArray(claim) ? claim.filter((one) => typeof one === 'string') : [];
}

/**
 * A token that a client got for itself, by client credentials: no user stands behind it, so that it is in no group, and
 * its scopes are its roles. A user's token has scopes too, but those a client chose to ask for; they give no role.
 * RFC 9068 section 2.2: such a token's `sub` names the client (Cognito does so; Auth0 adds `@clients`).
 */
function isMachine({ sub, client_id: clientId, azp }: Claims): boolean {
  if (sub === undefined) return true;
  return [clientId, azp].some(
    (client) => typeof client === 'string' && [client, `${client}@clients`].includes(sub as string),
  );
}
