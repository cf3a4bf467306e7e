import { describe, expect, test } from '@jest/globals';
import { claimsAt } from '../../../lambda/core/access/claim.js';

const valuesAt = (path: string, claims: Record<string, unknown>) =>
  claimsAt(path, claims).map(({ value }) => value);

const keycloak = {
  realm_access: { roles: ['admin'] },
  resource_access: { 'app.example.com': { roles: ['editor'] }, account: { roles: ['manage-account'] } },
};

describe('a path to a claim', () => {
  test.each([
    ['a name', 'groups', { groups: 'a' }, ['a']],
    ['a dotted path', 'realm_access.roles', keycloak, [['admin']]],
    ['a JSON Pointer', '/realm_access/roles', keycloak, [['admin']]],
    ['a JSON Pointer of one name', '/groups', { groups: 'a' }, ['a']],
    [
      'a JSON Pointer through a name with dots',
      '/resource_access/app.example.com/roles',
      keycloak,
      [['editor']],
    ],
    [
      'a JSON Pointer through a name with slashes',
      '/https:~1~1x.example~1a/roles',
      { 'https://x.example/a': { roles: 1 } },
      [1],
    ],
    ['a JSON Pointer through a name with a tilde', '/a~0b~01/c', { 'a~b~1': { c: 1 } }, [1]],
    [
      'a `*`: each member of an object',
      'resource_access.*.roles',
      keycloak,
      [['editor'], ['manage-account']],
    ],
    ['a `*`: each item of a list', 'teams.*.name', { teams: [{ name: 'a' }, {}, { name: 'b' }] }, ['a', 'b']],
    ['an item of a list', '/teams/1/name', { teams: [{ name: 'a' }, { name: 'b' }] }, ['b']],
  ])('may be %s', (_case, path, claims, values) => {
    expect(valuesAt(path, claims)).toEqual(values);
  });

  test.each([
    ['https://example.com/roles', { 'https://example.com/roles': 'a' }],
    ['realm_access.roles', { 'realm_access.roles': 'a', realm_access: { roles: 'b' } }],
    ['/realm_access/roles', { '/realm_access/roles': 'a', realm_access: { roles: 'b' } }],
    ['resource_access.*.roles', { 'resource_access.*.roles': 'a', ...keycloak }],
    ['urn:zitadel:iam:org:project:roles', { 'urn:zitadel:iam:org:project:roles': 'a' }],
  ])('that is the name of a claim is that claim: %s', (path, claims) => {
    expect(valuesAt(path, claims)).toEqual(['a']);
  });

  test('that is a URL is never split', () => {
    expect(valuesAt('https://example.com/roles', { 'https://example': { 'com/roles': 'a' } })).toEqual([]);
  });

  test.each([
    ['realm_access.roles', {}],
    ['realm_access.roles', { realm_access: null }],
    ['realm_access.roles', { realm_access: 'roles' }],
    ['realm_access.0', { realm_access: 'roles' }],
    ['realm_access.roles.0.x', keycloak],
    ['realm_access.roles.length', keycloak],
    ['realm_access.constructor', keycloak],
    ['constructor.name', {}],
    ['__proto__.x', JSON.parse('{"a":{}}') as Record<string, unknown>],
    ['resource_access.app.example.com.roles', keycloak],
    ['', { a: 1 }],
    ['/', { a: 1 }],
    ['*.roles', {}],
  ])('%j leads nowhere in %j', (path, claims) => {
    expect(claimsAt(path, claims)).toEqual([]);
  });

  test('may lead through what every object has, where it is a claim', () => {
    const claims = JSON.parse('{"__proto__":{"constructor":"a"}}') as Record<string, unknown>;
    expect(valuesAt('__proto__.constructor', claims)).toEqual(['a']);
  });
});
