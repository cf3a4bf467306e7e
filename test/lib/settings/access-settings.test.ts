import { expect, test } from '@jest/globals';
import { accessOf } from '../../../lib/settings/access-settings.js';
import type { AccessProps } from '../../../lib/index.js';

test('the defaults need no more of the environment than before', () => {
  expect(accessOf({})).toEqual({
    ownerClaim: 'sub',
    groupsClaim: 'cognito:groups',
    rolesClaim: 'cognito:groups',
  });
});

test('one path is a text, several are a list', () => {
  const given = { ownerClaim: ['org', 'sub'], rolesClaim: ['roles', 'roles'], subjectClaim: 'oid' };
  expect(accessOf(given)).toMatchObject({
    ownerClaim: ['org', 'sub'],
    rolesClaim: 'roles',
    subjectClaim: 'oid',
  });
});

test.each<[AccessProps, string]>([
  [{ rolesClaim: [] }, 'rolesClaim: expected one to 10 names of claims, got []'],
  [{ groupsClaim: Array.from({ length: 11 }, (_, i) => `g${i}`) }, 'groupsClaim: expected one to 10'],
  [{ rolesClaim: ['roles', ' '] }, 'rolesClaim: expected the name of a claim, got " "'],
  [{ subjectClaim: 'oid ' }, 'subjectClaim: expected the name of a claim, got "oid "'],
  [{ rolesClaim: '/a/b~2' }, 'rolesClaim: expected a JSON Pointer'],
  [{ ownerClaim: 'orgs.*.id' }, 'ownerClaim: expected a path without `*`'],
  [{ ownerClaim: ['sub', '/orgs/*/id'] }, 'ownerClaim: expected a path without `*`'],
  [{ subjectClaim: '/ids/*' }, 'subjectClaim: expected a path without `*`'],
  [{ rolesClaim: 'user_metadata.roles' }, 'rolesClaim: expected a claim that users cannot write'],
  [{ rolesClaim: '*.roles' }, 'rolesClaim: expected a path that begins with the name of a claim'],
  [{ rolesClaim: 'user.user_metadata.roles' }, 'rolesClaim: expected a claim that users cannot write'],
  [{ ownerClaim: '/user_metadata/tenant' }, 'ownerClaim: expected a claim that users cannot write'],
  [{ groupsClaim: ['groups', 'unsafe_metadata'] }, 'groupsClaim: expected a claim that users cannot write'],
])('%j is refused', (props, message) => {
  expect(() => accessOf(props)).toThrow(message);
});
