/** The permissions of a caller. All but `files:admin` apply only to the caller's own files. */
export const permissions = [
  'files:create',
  'files:read',
  'files:delete',
  'files:share',
  'files:publish',
  'files:admin',
] as const;

export type Permission = (typeof permissions)[number];

/** The claims of a verified token. */
export type Claims = Readonly<Record<string, unknown>>;

/** How a deployment maps claims to owners, groups and permissions. */
export interface Access {
  /** The claim that names the owner of the caller's files. */
  readonly ownerClaim: string;
  /** The claim that names the groups to which files may be granted. */
  readonly groupsClaim: string;
  /** The claim that names a caller's roles. */
  readonly rolesClaim: string;
  /**
   * The permissions of each role; a caller has those of all their roles.
   * @default every caller has all permissions but `files:publish` and `files:admin`
   */
  readonly roles?: Readonly<Record<string, readonly Permission[]>>;
}

const everyCaller = permissions.filter((one) => one !== 'files:publish' && one !== 'files:admin');

/** The permissions of a caller with these claims. */
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
 * The names in a claim, not split: a group named `x admins` is one name. Only `scope` is a space-separated list (RFC
 * 9068 section 2.2.3).
 */
export function namesIn(name: string, claims: Claims): string[] {
  const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
  const parts: unknown[] = Array.isArray(claim)
    ? claim
    : name === 'scope'
      ? String(claim ?? '').split(' ')
      : [claim];
  // Half of a surrogate pair would be hashed like U+FFFD, and so match a group with that name.
  return parts.filter((one) => typeof one === 'string' && one !== '' && one.isWellFormed()) as string[];
}

/**
 * Whether a client got the token for itself, by client credentials: it has no user, so it is in no group, and its
 * scopes are its roles. Scopes in a user's token give no role, since the client chooses to request them.
 *
 * Such a token names its client, and its `sub` is that client (RFC 9068 section 2.2; Cognito does so, Auth0 adds
 * `@clients`) or missing (Duende IdentityServer). Any claim of a user's sign-in excludes it: in doubt, a token is a
 * user's. (Not `auth_time`: Cognito adds it to the tokens of clients too.)
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
 * Claims of a person (OpenID Connect Core 1.0 section 5.1, and the login claims of Cognito, Keycloak, Entra ID and
 * Okta), and of a person's session: without its scope `basic`, Keycloak has only the latter.
 */
const ofUsers = [
  ...['username', 'cognito:username', 'preferred_username', 'user_name', 'unique_name', 'upn'],
  ...['user_id', 'uid', 'name', 'given_name', 'family_name', 'nickname', 'email', 'phone_number'],
  ...['sid', 'session_state', 'nonce', 'at_hash', 'amr'],
];
