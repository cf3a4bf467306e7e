import { permissions, permissionsOf } from '../../lambda/core/access/permission.js';

/** Proposed at every sign-in of `npm start`. Any other name is an ordinary account too. */
export const demoSubjects = ['alice', 'bob', 'admin'] as const;

/** Beside the claims that a team's own tokens have, so that no group of theirs becomes a role. */
const rolesClaim = 'demo_roles';

/** As everyone has who signs in where no roles are configured. */
const members = permissionsOf({ rolesClaim }, {});

/** The roles of `npm start`, as values of the app's context: `admin` has every permission, everyone else what is usual. */
export const demoRoles: Readonly<Record<string, string>> = {
  rolesClaim,
  roles: JSON.stringify({ members, administrators: permissions }),
};

/** The claims that give a subject its role. */
export const demoClaims = (subject: string): Readonly<Record<string, readonly string[]>> => ({
  [rolesClaim]: [subject === 'admin' ? 'administrators' : 'members'],
});
