import { describe, expect, test } from '@jest/globals';
import { claimsLeftOut, namesAt } from '../../../lambda/core/access/names.js';

describe('names of roles and groups', () => {
  test.each([
    ['a list', 'r', { r: ['a', 'b c', 'd,e'] }, ['a', 'b c', 'd,e']],
    ['one text', 'r', { r: 'x admins' }, ['x admins']],
    ['a text with commas', 'r', { r: 'a, b,c ,' }, ['a', 'b', 'c']],
    ['a distinguished name', 'r', { r: 'CN=Editors,OU=Groups' }, ['CN=Editors,OU=Groups']],
    ['a scope', 'scope', { scope: 'openid  a,b' }, ['openid', 'a,b']],
    ['the scopes of Entra ID', 'scp', { scp: 'files.read files.write' }, ['files.read', 'files.write']],
    ['scopes in an object', 'ext.scope', { ext: { scope: 'a b' } }, ['a', 'b']],
    ['keys of an object', 'r', { r: { a: { org: 'x' }, b: true, c: false, d: null, e: '' } }, ['a', 'b']],
    ['a claim that is true', 'admin', { admin: true }, ['admin']],
    [
      'a claim in an object that is true',
      '/https:~1~1x~1y/admin',
      { 'https://x/y': { admin: true } },
      ['admin'],
    ],
    [
      'several claims',
      ['r', 'q.*.r'],
      { r: 'a', q: { x: { r: ['b', 'a'] }, y: { r: 'c' } } },
      ['a', 'b', 'c'],
    ],
    ['numbers', 'r', { r: [1, 2] }, []],
    ['a number', 'r', { r: 1 }, []],
    ['null', 'r', { r: null }, []],
    ['a claim whose name only starts like that of an address', 'emails', { emails: 'a' }, ['a']],
    ['objects in a list', 'r', { r: [{ name: 'a' }] }, []],
    ['half of a surrogate pair', 'r', { r: ['a\ud800', 'a'] }, ['a']],
  ])('come from %s', (_case, paths, claims, names) => {
    expect(namesAt(paths, claims)).toEqual(names);
  });

  test.each([
    ['true', ['ada@example.com']],
    [true, ['ada@example.com']],
    [false, []],
    [undefined, []],
  ])('come from an address only if it is verified: %j', (email_verified, names) => {
    expect(namesAt('email', { email: 'ada@example.com', email_verified })).toEqual(names);
  });
});

test('addresses of a list are names only if all are verified', () => {
  const named = (...list: object[]) => namesAt('mails.*.email', { mails: list });
  const verified = { email: 'ada@example.com', email_verified: true };
  expect(named(verified)).toEqual(['ada@example.com']);
  expect(named(verified, { email: 'bob@example.com', email_verified: false })).toEqual([]);
  expect(named(verified, { email: 'bob@example.com' })).toEqual([]);
});

describe('claims that the issuer left out', () => {
  const elsewhere = { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://…' } } };

  test.each([
    ['Entra ID, too many groups', 'groups', elsewhere, ['groups']],
    ['Entra ID, too many groups for a token in a URL', 'groups', { hasgroups: true }, ['groups']],
    ['Entra ID, the same as a text', 'groups', { hasgroups: 'true' }, ['groups']],
    ['one of several', ['roles', 'groups'], { ...elsewhere, roles: ['a'] }, ['groups']],
    [
      'the object that a path leads into',
      'realm_access.roles',
      { _claim_names: { realm_access: 's' } },
      ['realm_access'],
    ],
    ['none that is read', 'roles', elsewhere, []],
    ['none that is in the token too', 'groups', { ...elsewhere, groups: ['a'] }, []],
    ['none', 'groups', { hasgroups: false }, []],
    ['no groups', 'roles', { hasgroups: true }, []],
    ['null', 'groups', { _claim_names: null }, []],
    ['no object', 'groups', { _claim_names: 'groups' }, []],
    ['what every object has', 'constructor', { _claim_names: {} }, []],
  ])('are found: %s', (_case, paths, claims, names) => {
    expect(claimsLeftOut(paths, claims)).toEqual(names);
  });
});
