import { permissions, permissionsOf } from '../../lambda/core/access/permission.js';

/** Suggested at every sign-in of `npm start`. Any other name is an ordinary account too. */
export const demoSubjects = ['alice', 'bob', 'admin'] as const;

/** Different from the claims of a team's own tokens, so that none of their groups becomes a role. */
const rolesClaim = 'demo_roles';

/** The permissions of every user without `roles`. */
const members = permissionsOf({ rolesClaim }, {});

/**
 * The roles of `npm start`, as values of the app's context: `admin` has every permission, everyone else the defaults.
 */
export const demoRoles: Readonly<Record<string, string>> = {
  rolesClaim,
  roles: JSON.stringify({ members, administrators: permissions }),
};

/** The claims with the role of a subject. */
export const demoClaims = (subject: string): Readonly<Record<string, readonly string[]>> => ({
  [rolesClaim]: [subject === 'admin' ? 'administrators' : 'members'],
});
