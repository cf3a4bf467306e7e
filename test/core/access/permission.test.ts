import { describe, expect, test } from '@jest/globals';
import { permissionsOf, type Access } from '../../../lambda/core/access/permission.js';

const own = ['files:create', 'files:read', 'files:delete', 'files:share'];
const access = (rolesClaim = 'cognito:groups'): Access => ({
  ownerClaim: 'sub',
  groupsClaim: 'cognito:groups',
  rolesClaim,
  roles: { readers: ['files:read'], editors: ['files:create', 'files:read'], keepers: ['files:admin'] },
});

const keycloakRobot = {
  sub: '0a1b',
  azp: 'Robot',
  client_id: 'Robot',
  preferred_username: 'service-account-robot',
};

describe('what a caller may do', () => {
  test('is everything with their own files, where no roles are configured', () => {
    expect(permissionsOf({ rolesClaim: 'cognito:groups' }, { 'cognito:groups': ['keepers'] })).toEqual(own);
  });

  test('is what any of their roles may', () => {
    const claims = { 'cognito:groups': ['readers', 'keepers', 'strangers'] };
    expect(permissionsOf(access(), claims)).toEqual(['files:read', 'files:admin']);
  });

  test.each([
    ['no such claim', {}],
    ['no role that is configured', { 'cognito:groups': ['strangers'] }],
    ['a role that every object has', { 'cognito:groups': ['constructor', '__proto__'] }],
    ['a name that contains a role', { 'cognito:groups': ['x keepers'] }],
    ['a list in one text, where it is none', { 'cognito:groups': 'readers keepers' }],
    ['something else than names', { 'cognito:groups': [{ name: 'keepers' }, 1, null] }],
    ['an object in which it is false', { 'cognito:groups': { keepers: false, readers: null } }],
    ['a claim that is false', { 'cognito:groups': false }],
    ['a list in a list', { 'cognito:groups': [['keepers']] }],
  ])('is nothing with %s', (_case, claims) => {
    expect(permissionsOf(access(), claims)).toEqual([]);
  });

  test('a claim of the prototype is none', () => {
    expect(permissionsOf(access('constructor'), {})).toEqual([]);
  });

  test('a single role may be a string', () => {
    expect(permissionsOf(access('role'), { role: 'readers' })).toEqual(['files:read']);
  });

  test.each([
    ['of Cognito or RFC 9068', { sub: 'robot', client_id: 'robot' }],
    ['of Auth0', { sub: 'robot@clients', azp: 'robot' }],
    ['of Duende IdentityServer, without subject', { client_id: 'robot' }],
    ['of Okta', { sub: 'robot', cid: 'robot' }],
    ['of Entra ID, version 1, without subject', { appid: 'robot' }],
    ['of a service account of Keycloak', keycloakRobot],
    [
      'of a service account of an earlier Keycloak',
      { ...keycloakRobot, client_id: undefined, clientId: 'Robot' },
    ],
    [
      'of Cognito, which says when it was issued as when somebody signed in',
      { sub: 'robot', client_id: 'robot', auth_time: 1 },
    ],
  ])('of a machine client %s is read from its scopes too', (_case, claims) => {
    expect(permissionsOf(access(), { ...claims, scope: 'readers x' })).toEqual(['files:read']);
  });

  test.each([
    ['a list `scope`', { scope: ['readers', 'x keepers'] }],
    ['a text `scp`', { scp: 'readers x,keepers' }],
    ['a list `scp`, of Hydra', { scp: ['readers'] }],
    ['both', { scope: 'openid', scp: ['readers'] }],
  ])('of a machine client is read from %s', (_case, scopes) => {
    expect(permissionsOf(access(), { sub: 'robot', client_id: 'robot', ...scopes })).toEqual(['files:read']);
  });

  test('is not widened by the scopes of a user’s token, which a client chose', () => {
    const claims = { sub: 'alice', client_id: 'page', azp: 'page', scope: 'keepers' };
    expect(permissionsOf(access(), { ...claims, 'cognito:groups': 'readers' })).toEqual(['files:read']);
  });

  test.each([
    ['nobody at all', {}],
    ['only a tenant', { 'custom:tenant': 'acme' }],
    ['an empty client', { client_id: '' }],
    ['another client than its subject', { sub: 'alice', client_id: 'page' }],
    ['a client, and a user of Cognito’s', { client_id: 'page', username: 'alice' }],
    ['a client, and somebody’s session (Keycloak without `basic`)', { azp: 'page', sid: 'a1' }],
    ['a client, and somebody’s name', { azp: 'page', preferred_username: 'alice' }],
    ['a client, and somebody’s address', { azp: 'page', email: 'alice@example.com' }],
    ['a client whose name a user bears', { sub: 'page', azp: 'page', preferred_username: 'page' }],
    [
      'a person named like a service account, by their session',
      { ...keycloakRobot, sid: 'a1', client_id: 'Robot' },
    ],
    [
      'a person named like a service account, who signed in at that client',
      { sub: '0a1b', azp: 'page', preferred_username: 'service-account-page' },
    ],
    ['a service account of another client', { ...keycloakRobot, preferred_username: 'service-account-page' }],
    ['a client, and a subject that is no text', { sub: null, client_id: 'page' }],
  ])('is not widened by scopes where a token names %s', (_case, claims) => {
    expect(permissionsOf(access(), { ...claims, scope: 'keepers' })).toEqual([]);
  });

  test('may have role names that are properties of every object', () => {
    const roles = JSON.parse('{"constructor":["files:read"],"__proto__":["files:delete"]}') as NonNullable<
      Access['roles']
    >;
    const named = (name: string) => permissionsOf({ rolesClaim: 'roles', roles }, { roles: [name] });
    expect([named('constructor'), named('__proto__'), named('toString')]).toEqual([
      ['files:read'],
      ['files:delete'],
      [],
    ]);
  });

  test('`scope` is a list in one text', () => {
    expect(permissionsOf(access('scope'), { scope: 'openid readers keepers' })).toEqual([
      'files:read',
      'files:admin',
    ]);
  });
});
