import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startIssuer, type Issuer } from '../../../local/page/issuer.js';

describe('a token of the local issuer', () => {
  let issuer: Issuer;

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

  test('can be one that has expired', async () => {
    const token = await issuer.issueToken('alice', { expiresInSeconds: -60 });
    await expect(verified(token)).rejects.toThrow(/exp/);
  });
});
