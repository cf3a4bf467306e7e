import { stepsOf, type ClaimPaths } from '../../lambda/core/access/claim.js';
import type { Access } from '../../lambda/core/access/permission.js';
import { wrongProp } from '../checks/wrong-prop.js';
import type { AccessProps } from '../props/access-props.js';
import * as check from './prop-checks.js';

export function accessOf({
  ownerClaim = 'sub',
  subjectClaim = 'sub',
  groupsClaim = 'cognito:groups',
  rolesClaim = 'cognito:groups',
  roles,
}: AccessProps): Access {
  return {
    ownerClaim: single('ownerClaim', paths('ownerClaim', ownerClaim)),
    groupsClaim: paths('groupsClaim', groupsClaim),
    rolesClaim: paths('rolesClaim', rolesClaim),
    ...(single('subjectClaim', paths('subjectClaim', subjectClaim)) !== 'sub' && { subjectClaim }),
    ...(roles && { roles: check.roles('roles', roles) }),
  };
}

const mostPaths = 10;

/** A single one as a text, so that the environment of a deployment with the defaults stays the same. */
function paths(prop: string, given: string | readonly string[]): ClaimPaths {
  const all = typeof given === 'string' ? [given] : [...new Set(given)];
  if (all.length === 0 || all.length > mostPaths)
    throw wrongProp(prop, given, `one to ${mostPaths} names of claims`);
  for (const one of all) checkPath(prop, one);
  const [first = ''] = all;
  return all.length === 1 ? first : all;
}

function checkPath(prop: string, path: string): void {
  if (path.trim() === '' || path.trim() !== path) throw wrongProp(prop, path, 'the name of a claim');
  // RFC 6901 section 3.
  if (path.startsWith('/') && /~(?![01])/.test(path))
    throw wrongProp(prop, path, 'a JSON Pointer, in which `~` is written `~0` and `/` in a name `~1`');
  const steps = stepsOf(path);
  if (steps[0] === '*') throw wrongProp(prop, path, 'a path that begins with the name of a claim');
  const written = steps.find((step) => writtenByUsers.includes(step));
  if (written !== undefined)
    throw wrongProp(
      prop,
      path,
      `a claim that users cannot write: each can change their own ${written}, and so could become anybody`,
    );
}

/** Of Supabase and Auth0, and of Clerk. */
const writtenByUsers = ['user_metadata', 'unsafe_metadata'];

/** Who somebody is has one value. */
function single(prop: string, given: ClaimPaths): ClaimPaths {
  const wild = [given].flat().find((path) => stepsOf(path).includes('*'));
  if (wild !== undefined) throw wrongProp(prop, wild, 'a path without `*`, to one value');
  return given;
}
