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

/** Whom a deployment lets do what. */
export interface Access {
  /** The claim of the token that names a caller's roles. */
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
  { rolesClaim, roles }: Access,
  claims: Readonly<Record<string, unknown>>,
): readonly Permission[] {
  if (!roles) return everyCaller;
  const held = rolesIn(rolesClaim, claims).flatMap((role) => (Object.hasOwn(roles, role) ? roles[role] : []));
  return permissions.filter((one) => held.includes(one));
}

/**
 * The names in a claim, each taken whole: a group named `x admins` is one. Only `scope` is a list in one text, parted
 * by spaces (RFC 9068 section 2.2.3).
 */
function rolesIn(name: string, claims: Readonly<Record<string, unknown>>): string[] {
  const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (typeof claim === 'string') return name === 'scope' ? claim.split(' ') : [claim];
  return Array.isArray(claim) ? claim.filter((one) => typeof one === 'string') : [];
}
