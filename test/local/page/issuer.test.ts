import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { permissions, permissionsOf } from '../../../lambda/core/access/permission.js';
import { demoRoles } from '../../../local/page/demo-accounts.js';
import { startIssuer, type LocalIssuer } from '../../../local/page/issuer.js';

describe('a token of the local issuer', () => {
  let issuer: LocalIssuer;

  beforeAll(async () => {
    issuer = await startIssuer();
  });
  afterAll(() => issuer.stop());

  async function verified(token: string) {
    const discovery = (await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json()) as {
      issuer: string;
      jwks_uri: string;
    };
    expect(discovery.issuer).toBe(issuer.url);
    const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));
    return (await jwtVerify(token, keys, { issuer: issuer.url, audience: issuer.audience })).payload;
  }

  test('verifies with the published keys and names exactly the subject', async () => {
    const subject = 'Ünï code/with spaces';
    expect((await verified(await issuer.issueToken(subject))).sub).toBe(subject);
  });

  test('carries the groups as a list, spaces and all', async () => {
    const token = await issuer.issueToken('alice', { groups: ['x admins', 'editors'] });
    expect((await verified(token))['cognito:groups']).toEqual(['x admins', 'editors']);
  });

  test('has no groups claim when there are none', async () => {
    expect(await verified(await issuer.issueToken('alice'))).not.toHaveProperty('cognito:groups');
  });

  test('gives admin the administrators’ role, and everybody else the members’', async () => {
    const roleOf = async (subject: string) =>
      permissionsOf(
        { rolesClaim: String(demoRoles['rolesClaim']), roles: JSON.parse(String(demoRoles['roles'])) },
        await verified(await issuer.issueToken(subject)),
      );
    expect(await roleOf('admin')).toEqual(permissions);
    for (const subject of ['alice', 'Admin', 'admin '])
      expect(await roleOf(subject)).toEqual(permissionsOf({ rolesClaim: 'none' }, {}));
  });

  describe('by sign-in', () => {
    const redirectUri = 'http://127.0.0.1:9/back';
    const verifier = 'v'.repeat(43);
    const question = () =>
      `${issuer.url}/authorize?${String(
        new URLSearchParams({
          ...{ response_type: 'code', client_id: 'local', redirect_uri: redirectUri, state: '<"&' },
          ...{ code_challenge: verifier, code_challenge_method: 'plain' },
        }),
      )}`;
    const ask = async (body: Record<string, string>, headers = {}) => {
      const answer = await fetch(`${issuer.url}/token`, {
        ...{ method: 'POST', headers, body: new URLSearchParams(body) },
      });
      return {
        status: answer.status,
        tokens: (answer.ok ? await answer.json() : {}) as Record<string, string>,
      };
    };

    test('asks for the account, on a page that keeps the whole request', async () => {
      const page = await (await fetch(question())).text();
      expect(page).toContain('<button name="account" value="admin">admin</button>');
      expect(page).toContain('name="state" value="&#60;&#34;&#38;"');
    });

    test('is for the account that was chosen, also when it is renewed', async () => {
      const back = await fetch(`${question()}&account=admin`, { redirect: 'manual' });
      const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
      const given = { grant_type: 'authorization_code', code, code_verifier: verifier, client_id: 'local' };
      const { tokens } = await ask(given);
      expect(await verified(tokens['access_token'] ?? '')).toMatchObject({ sub: 'admin' });
      const renewal = { grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] ?? '' };
      const renewed = await ask(renewal);
      expect((await verified(renewed.tokens['access_token'] ?? '')).sub).toBe('admin');
    });

    test('is refused to pages of other machines', async () => {
      const given = { grant_type: 'password', username: 'admin', password: '' };
      expect((await ask(given, { origin: 'https://elsewhere.example' })).status).toBe(403);
      expect((await ask(given, { origin: 'http://localhost:5173' })).status).toBe(200);
    });
  });

  test('can be one that has expired', async () => {
    const token = await issuer.issueToken('alice', { expiresInSeconds: -60 });
    await expect(verified(token)).rejects.toThrow(/exp/);
  });
});
