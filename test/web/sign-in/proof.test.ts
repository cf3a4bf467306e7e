import { expect, test } from '@jest/globals';
import { challengeOf, claimsOf, secret } from '../../../web/sign-in/proof.js';

test('the challenge is that of RFC 7636, appendix B', async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('a secret is long, valid in a query, and random', () => {
  const made = Array.from({ length: 20 }, secret);
  expect(new Set(made).size).toBe(20);
  // RFC 7636 section 4.1: 43 to 128 characters.
  for (const one of made) expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test('a token’s claims are read, whatever alphabet they are in; what is no token has none', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  expect(claimsOf(`${part({})}.${part({ name: 'Zoë Ünï 🙂' })}.sig`)).toEqual({ name: 'Zoë Ünï 🙂' });
  expect([claimsOf('opaque'), claimsOf(undefined), claimsOf('a.b.c'), claimsOf('a..c')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
