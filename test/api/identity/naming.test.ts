import { describe, expect, test } from '@jest/globals';
import { subjectOf } from '../../../lambda/api/subject.js';
import { verifiedClaims } from '../../../lambda/api/token.js';
import type { Access } from '../../../lambda/core/access/permission.js';
import { bearer, gatewayEvent } from '../gateway-event.js';

const byUser: Access = { ownerClaim: 'sub', groupsClaim: 'groups', rolesClaim: 'roles' };

const subject = (claims: Record<string, unknown>, access: Partial<Access> = {}) =>
  subjectOf(gatewayEvent('GET /files', { headers: { authorization: bearer(claims) } }), {
    ...byUser,
    ...access,
  });
const refused = (detail: string) =>
  expect.objectContaining({ code: 'unauthenticated', detail: expect.stringContaining(detail) });

describe('a machine client', () => {
  test('is named by its `sub`, where its token has one', () => {
    expect(subject({ sub: 'robot', client_id: 'robot' })).toMatchObject({ owner: 'robot', user: 'robot' });
  });

  test.each([
    ['client_id', { client_id: 'a', azp: 'b', cid: 'c', appid: 'd' }, 'client:a'],
    ['azp', { azp: 'b', cid: 'c', appid: 'd' }, 'client:b'],
    ['cid', { cid: 'c', appid: 'd' }, 'client:c'],
    ['appid', { appid: 'd' }, 'client:d'],
  ])('without `sub` is named by `%s`', (_claim, claims, name) => {
    expect(subject(claims)).toMatchObject({ owner: name, user: name });
  });

  test('without the claim that names users has a name that no user has', () => {
    const access = { ownerClaim: 'uid', subjectClaim: 'uid' };
    const name = { owner: 'client:robot', user: 'client:robot' };
    expect(subject({ sub: 'robot', cid: 'robot' }, access)).toMatchObject(name);
    expect(() => subject({ sub: 'alice', cid: 'robot' }, access)).toThrow(refused('`uid`'));
  });

  test('without `sub` has no files where tenants own them, and is named in grants', () => {
    const access = { ownerClaim: 'tenant' };
    expect(() => subject({ client_id: 'robot' }, access)).toThrow(refused('`tenant`'));
    expect(subject({ client_id: 'robot', tenant: 'acme' }, access)).toMatchObject({
      owner: 'acme',
      user: 'client:robot',
    });
  });

  test.each([
    ['without a name', { client_id: 'page', sid: 'a1' }],
    ['with a name but no `sub`', { azp: 'page', preferred_username: 'alice' }],
  ])('is never a user %s', (_case, claims) => {
    expect(() => subject(claims)).toThrow(refused('`sub`'));
  });

  test('is never the same as a user', () => {
    expect(() => subject({ sub: 'client:robot' })).toThrow(refused('reserved'));
    expect(() => subject({ sub: 'alice', oid: 'client:robot' }, { subjectClaim: 'oid' })).toThrow(
      refused('reserved'),
    );
    expect(() => subject({ sub: 'alice', org: 'client:robot' }, { ownerClaim: ['org', 'sub'] })).toThrow(
      refused('reserved'),
    );
  });

  test('may share a tenant’s name, where no client owns files', () => {
    const claims = { sub: 'alice', tenant: 'client:acme' };
    expect(subject(claims, { ownerClaim: 'tenant' }).owner).toBe('client:acme');
  });

  test('is no longer than a name may be', () => {
    expect(() => subject({ client_id: 'x'.repeat(1018) })).toThrow(refused('`client_id`'));
  });

  test('is the one that the gateway verified', () => {
    const event = gatewayEvent('GET /files', {
      headers: { authorization: bearer({ iss: 'i', client_id: 'robot' }) },
      claims: { iss: 'i', client_id: 'other' },
    });
    expect(() => subjectOf(event, byUser)).toThrow(refused('not the one that was verified'));
  });
});

describe('the owner', () => {
  test('may be in an object', () => {
    const claims = { sub: 'alice', app_metadata: { tenant: 'acme' } };
    expect(subject(claims, { ownerClaim: 'app_metadata.tenant' }).owner).toBe('acme');
    expect(() => subject({ sub: 'alice' }, { ownerClaim: 'app_metadata.tenant' })).toThrow(
      refused('`app_metadata.tenant`'),
    );
  });

  test('is the first of several claims that the token has', () => {
    const access = { ownerClaim: ['org_id', 'sub'] };
    expect(subject({ sub: 'alice', org_id: 'acme' }, access)).toMatchObject({ owner: 'acme', user: 'alice' });
    expect(subject({ sub: 'alice' }, access)).toMatchObject({ owner: 'alice', user: 'alice' });
    expect(subject({ sub: 'alice', org_id: null }, access).owner).toBe('alice');
    expect(() => subject({ sub: 'alice', org_id: '' }, access)).toThrow(refused('`org_id` or `sub`'));
  });

  test.each([['email'], ['https://example.com/email']])('is no address that is not verified: %s', (claim) => {
    const access = { ownerClaim: claim };
    const claims = { sub: 'alice', [claim]: 'ada@example.com' };
    expect(subject({ ...claims, [`${claim}_verified`]: true }, access).owner).toBe('ada@example.com');
    expect(() => subject({ ...claims, [`${claim}_verified`]: false }, access)).toThrow(
      refused('is not verified'),
    );
    expect(() => subject(claims, access)).toThrow(refused(`\`${claim}_verified\``));
  });
});

describe('the subject of `user:` grants', () => {
  const access = { subjectClaim: 'oid' };

  test('is the claim that is configured, while the owner stays', () => {
    expect(subject({ sub: 'pairwise', oid: 'ada' }, access)).toMatchObject({
      owner: 'pairwise',
      user: 'ada',
    });
  });

  test('is required where it was chosen', () => {
    expect(() => subject({ sub: 'pairwise' }, access)).toThrow(refused('`oid`'));
  });

  test('is no address that is not verified', () => {
    const byMail = { subjectClaim: 'email' };
    expect(() => subject({ sub: 'alice', email: 'ada@example.com' }, byMail)).toThrow(
      refused('is not verified'),
    );
  });

  test('is the one that the gateway verified', () => {
    const event = gatewayEvent('GET /files', {
      headers: { authorization: bearer({ sub: 'pairwise', oid: 'ada' }) },
      claims: { sub: 'pairwise', oid: 'eve' },
    });
    expect(() => subjectOf(event, { ...byUser, ...access })).toThrow(
      refused('not the one that was verified'),
    );
  });
});

describe('groups', () => {
  test('are at most 500, and the others are counted', () => {
    const groups = Array.from({ length: 501 }, (_, i) => `g${i}`);
    const { groups: counted, groupsIgnored } = subject({ sub: 'alice', groups });
    expect(counted).toEqual(groups.slice(0, 500));
    expect(groupsIgnored).toBe(1);
    expect(subject({ sub: 'alice', groups: groups.slice(1) })).not.toHaveProperty('groupsIgnored');
  });

  test('that the issuer left out are named', () => {
    const claims = { sub: 'alice', _claim_names: { groups: 'src1' } };
    expect(subject(claims).leftOut).toEqual(['groups']);
    expect(subject({ sub: 'alice' })).not.toHaveProperty('leftOut');
  });
});

describe('the claims of a Lambda authorizer', () => {
  const event = (context: unknown) => {
    const asked = gatewayEvent('GET /files', { headers: { authorization: 'Bearer opaque' } });
    return { ...asked, requestContext: { ...asked.requestContext, authorizer: { lambda: context } } };
  };

  test('are those of the caller, whatever the token is', () => {
    expect(subjectOf(event({ sub: 'alice', groups: ['editors'] }), byUser)).toMatchObject({
      owner: 'alice',
      user: 'alice',
      groups: ['editors'],
    });
  });

  test('may be JSON texts of lists and objects, as the gateway may pass them on', () => {
    const context = { sub: 'alice', groups: '["editors","a, b"]', app: '{"roles":["keeper"]}' };
    expect(subjectOf(event(context), byUser)).toMatchObject({ owner: 'alice', groups: ['editors', 'a, b'] });
    expect(verifiedClaims(event(context), [])['app']).toEqual({ roles: ['keeper'] });
  });

  test('stay texts if they are no JSON', () => {
    const context = { sub: 'alice', groups: '[editors]', app: '{', count: 1 };
    expect(verifiedClaims(event(context), [])).toEqual(context);
  });

  test.each([[null], [undefined], [{}], [[]], ['alice']])('must name the owner: %j', (context) => {
    expect(() => subjectOf(event(context), byUser)).toThrow(
      expect.objectContaining({ code: 'unauthenticated' }),
    );
  });
});
