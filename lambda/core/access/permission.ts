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
  const parts: unknown[] = Array.isArray(claim)
    ? claim
    : name === 'scope'
      ? String(claim ?? '').split(' ')
      : [claim];
  // Half of a surrogate pair would be hashed as U+FFFD, and so be in the group that is called so.
  return parts.filter((one) => typeof one === 'string' && one !== '' && one.isWellFormed()) as string[];
}

/**
 * A token that a client got for itself, by client credentials: no user stands behind it, so that it is in no group, and
 * its scopes are its roles. A user's token has scopes too, but those a client chose to ask for; they give no role.
 *
 * It names its client, and its `sub` is that client (RFC 9068 section 2.2; Cognito does so, Auth0 adds `@clients`) or
 * is left out (Duende IdentityServer). Whatever says that a user signed in speaks against it: where that is in doubt,
 * a token is a user's. (Not `auth_time`: Cognito puts it into the tokens of clients too.)
 */
function isMachine(claims: Claims): boolean {
  if (ofUsers.some((name) => Object.hasOwn(claims, name))) return false;
  const { sub, client_id: clientId, azp } = claims;
  return [clientId, azp].some(
    (client) =>
      typeof client === 'string' &&
      client !== '' &&
      (sub === undefined || sub === client || sub === `${client}@clients`),
  );
}

/**
 * Claims of a person (OpenID Connect Core 1.0 section 5.1, and what issuers call a login: Cognito, Keycloak, Entra ID,
 * Okta), and of a person's session, which is all that a token of Keycloak's has without its scope `basic`.
 */
const ofUsers = [
  ...['username', 'cognito:username', 'preferred_username', 'user_name', 'unique_name', 'upn'],
  ...['user_id', 'uid', 'name', 'given_name', 'family_name', 'nickname', 'email', 'phone_number'],
  ...['sid', 'session_state', 'nonce', 'at_hash', 'amr'],
];
