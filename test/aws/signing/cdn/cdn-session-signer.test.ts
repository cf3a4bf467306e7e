import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cdnSessionSigner } from '../../../../lambda/aws/signing/cdn/cdn-session-signer.js';
import { keyFor } from '../../../../lambda/core/file/object-key.js';
import { noon, photoId } from '../../../core/records.js';
import { countVerifiedByOpenssl } from './independent-verifiers.js';
import { keyPairId, origin } from './permissions.js';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sign = cdnSessionSigner({ origin, key: async () => ({ keyPairId, privateKey }) });
const end = new Date(noon.getTime() + 900_000);

/** CloudFront's variant of Base64. */
const plain = (text = '') =>
  text.replace(/[-_~]/g, (character) => ({ '-': '+', _: '=', '~': '/' })[character] ?? '');
const policyOf = (cookies: Readonly<Record<string, string>>): string =>
  Buffer.from(plain(cookies['CloudFront-Policy']), 'base64').toString();

test('cookies are for the keys of one owner, below the path of sessions, until the end; openssl verifies them', async () => {
  const late = new Date(noon.getTime() + 999);
  const { cookies, expiresAt } = await sign('alice', late, 900);
  expect(expiresAt).toEqual(end);
  expect(JSON.parse(policyOf(cookies))).toEqual({
    Statement: [
      {
        Resource: `${origin}/session/files/??/u-alice/*`,
        Condition: { DateLessThan: { 'AWS:EpochTime': end.getTime() / 1000 } },
      },
    ],
  });
  expect(cookies).toMatchObject({
    'CloudFront-Key-Pair-Id': keyPairId,
    'CloudFront-Hash-Algorithm': 'SHA256',
  });
  const signature = plain(cookies['CloudFront-Signature']);
  expect(countVerifiedByOpenssl(publicKey, [{ policy: policyOf(cookies), signature }])).toBe(1);
});

test('cookies for one address name it', async () => {
  const { cookies } = await sign('alice', noon, 900, '203.0.113.7');
  expect(JSON.parse(policyOf(cookies))).toMatchObject({
    Statement: [{ Condition: { IpAddress: { 'AWS:SourceIp': '203.0.113.7/32' } } }],
  });
});

test('no owner can widen them: the pattern has no wildcard of theirs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.constantFrom('*', '?', 'bob/*', '../*', '*/u-bob', 'u-bob', '\\*', '%2A', '"}]'),
      ),
      async (owner) => {
        const { cookies } = await sign(owner, noon, 900);
        const { Statement } = JSON.parse(policyOf(cookies)) as { Statement: [{ Resource: string }] };
        const [prefix] = keyFor(owner, photoId).slice('files/ab/'.length).split('/');
        expect(Statement[0].Resource).toBe(`${origin}/session/files/??/${prefix ?? ''}/*`);
        expect(prefix).toMatch(/^[uh]-[A-Za-z0-9_-]+$/);
      },
    ),
  );
});

test('URLs are the same for every session, with the version and nothing else', async () => {
  const key = keyFor('alice', photoId);
  const { urlOf } = await sign('alice', noon, 900);
  expect(urlOf({ key, versionId: 'L4.k_q' })).toBe(`${origin}/session/${key}?versionId=L4.k_q`);
  const other = await sign('alice', new Date(noon.getTime() + 60_000), 900);
  expect(other.urlOf({ key, versionId: 'L4.k_q' })).toBe(urlOf({ key, versionId: 'L4.k_q' }));
});
