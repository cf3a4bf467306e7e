import { describe, expect, test } from '@jest/globals';
import { subjectOf } from '../../lambda/api/subject.js';
import type { Access } from '../../lambda/core/access/permission.js';
import { bearer, gatewayEvent } from './gateway-event.js';

const byUser: Access = { ownerClaim: 'sub', groupsClaim: 'cognito:groups', rolesClaim: 'cognito:groups' };
const byTenant: Access = { ...byUser, ownerClaim: 'https://example.com/tenant' };

const subject = (claims: Record<string, unknown>, access = byUser) =>
  subjectOf(gatewayEvent('GET /files', { headers: { authorization: bearer(claims) } }), access);

describe('the subject of a token', () => {
  test('owns by its `sub`, and is in the groups of its claim', () => {
    const claims = { sub: 'alice', 'cognito:groups': ['editors', 'x admins'] };
    expect(subject(claims)).toMatchObject({ owner: 'alice', user: 'alice', groups: ['editors', 'x admins'] });
  });

  test('shares ownership with its tenant if the deployment is configured so, and keeps its own subject', () => {
    const claims = { sub: 'alice', 'https://example.com/tenant': 'acme' };
    expect(subject(claims, byTenant)).toMatchObject({ owner: 'acme', user: 'alice', groups: [] });
  });

  test('of a tenant may have no name, where its token has no `sub`', () => {
    expect(subject({ 'https://example.com/tenant': 'acme' }, byTenant)).not.toHaveProperty('user');
  });

  test('is in no group by its scopes', () => {
    expect(subject({ sub: 'robot', client_id: 'robot', scope: 'editors' }).groups).toEqual([]);
  });

  test.each([
    ['is missing', { sub: 'alice' }],
    ['is empty', { 'https://example.com/tenant': '' }],
    ['is no text', { 'https://example.com/tenant': 7 }],
    ['is longer than a key may be', { 'https://example.com/tenant': 'ä'.repeat(513) }],
    ['holds half a character', { 'https://example.com/tenant': 'a\ud800' }],
    [
      'is one of every object',
      JSON.parse('{"sub":"alice","__proto__":{"https://example.com/tenant":"x"}}') as Record<string, unknown>,
    ],
  ])('is refused if the claim of the owner %s, with the name of the claim', (_case, claims) => {
    expect(() => subject(claims, byTenant)).toThrow(
      expect.objectContaining({
        code: 'unauthenticated',
        detail: expect.stringContaining('`https://example.com/tenant`'),
      }),
    );
  });

  test.each([7, null, '', 'a\ud800', 'a'.repeat(1025)])(
    'is refused where there is a `sub` but it is %j',
    (sub) => {
      const claims = { sub, 'https://example.com/tenant': 'acme' };
      expect(() => subject(claims, byTenant)).toThrow(
        expect.objectContaining({ code: 'unauthenticated', detail: expect.stringContaining('`sub`') }),
      );
    },
  );

  test('is in no group whose name has half a surrogate pair, which would be hashed like another', () => {
    expect(subject({ sub: 'alice', 'cognito:groups': ['a\ud800', 'a\ufffd', ''] }).groups).toEqual([
      'a\ufffd',
    ]);
  });

  test.each(['null', '[]', '7', '"a"'])('is not in a token with %s as payload', (payload) => {
    const authorization = `Bearer a.${Buffer.from(payload).toString('base64url')}.b`;
    const event = gatewayEvent('GET /files', { headers: { authorization } });
    expect(() => subjectOf(event, byUser)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });

  test.each(['auth0|5f7c', 'ada@example.com', 'x'.repeat(200), 'Ärger 💼', 'a/../b', '__proto__'])(
    'may be %j',
    (sub) => expect(subject({ sub }).owner).toBe(sub),
  );

  test('is in no token but the one that the gateway verified', () => {
    const token = { iss: 'https://issuer.example', sub: 'alice', exp: 1_800_000_000, jti: 'a' };
    const verified = { iss: 'https://issuer.example', sub: 'alice', exp: '1800000000', jti: 'a' };
    const asked = (claims: Record<string, unknown>, gateway: Record<string, string>) =>
      subjectOf(
        gatewayEvent('GET /files', { headers: { authorization: bearer(claims) }, claims: gateway }),
        byUser,
      );
    expect(asked(token, verified).owner).toBe('alice');
    // The forms that a number may have.
    expect(asked(token, { ...verified, exp: '1.8E9' }).owner).toBe('alice');
    const { jti: _, ...unnamed } = verified;
    for (const other of [
      {},
      unnamed,
      { ...verified, iss: 'https://other.example' },
      { ...verified, sub: 'mallory' },
      { ...verified, exp: '1800000001' },
      { ...verified, jti: 'b' },
    ]) {
      expect(() => asked(token, other)).toThrow(
        expect.objectContaining({
          code: 'unauthenticated',
          detail: expect.stringContaining('not the one that was verified'),
        }),
      );
    }
    const { jti: __, ...earlier } = token;
    expect(() => asked(earlier, verified)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });

  test('owns by the claim that the gateway verified too', () => {
    const claims = { sub: 'alice', 'https://example.com/tenant': 'acme' };
    const event = gatewayEvent('GET /files', {
      headers: { authorization: bearer(claims) },
      claims: { ...claims, 'https://example.com/tenant': 'other' },
    });
    expect(() => subjectOf(event, byTenant)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });

  test('is in no request that no authorizer has seen', () => {
    const event = gatewayEvent('GET /files');
    const { authorizer: _, ...requestContext } = event.requestContext as typeof event.requestContext & {
      authorizer: unknown;
    };
    expect(() => subjectOf({ ...event, requestContext }, byUser)).toThrow(
      expect.objectContaining({ code: 'unauthenticated' }),
    );
  });
});
