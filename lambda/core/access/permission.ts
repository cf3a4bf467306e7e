import type { ClaimPath, ClaimPaths, Claims } from './claim.js';
import { clientOf } from './client.js';
import { namesAt, scopeClaims } from './names.js';

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

/** How a deployment maps claims to owners, groups and permissions. */
export interface Access {
  /** The claim that names the owner of the caller's files: the first of these that the token has. */
  readonly ownerClaim: ClaimPaths;
  /** The claims that name the groups to which files may be granted. */
  readonly groupsClaim: ClaimPaths;
  /** The claims that name a caller's roles. */
  readonly rolesClaim: ClaimPaths;
  /** The claim that `user:` grants name. @default sub */
  readonly subjectClaim?: ClaimPath;
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
  const isMachine = clientOf(claims) !== undefined;
  const names = [...namesAt(rolesClaim, claims), ...(isMachine ? namesAt(scopeClaims, claims) : [])];
  const held = new Set(names.flatMap((role) => (Object.hasOwn(roles, role) ? roles[role] : [])));
  return permissions.filter((one) => held.has(one));
}
