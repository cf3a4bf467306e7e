import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { policyFor } from '../../../../lambda/aws/signing/cdn/policy.js';
import { signCdnCookies } from '../../../../lambda/aws/signing/cdn/signed-cookies.js';
import { cdnUrl, signCdnUrl } from '../../../../lambda/aws/signing/cdn/signed-url.js';
import { keyPairId, objects, origin, resources, restrictions, until } from './permissions.js';

// PKCS #1 v1.5 has one signature for each text: if it is the SDK's, the policies are equal byte for byte.
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { keyPairId, privateKey };
const sdkKey = {
  keyPairId,
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  algorithm: 'SHA256',
} as const;

const cases = Object.entries(restrictions);
const forSdk = ({ until: end, from, sourceIp }: (typeof restrictions)[string]) => ({
  dateLessThan: end.toISOString(),
  ...(from && { dateGreaterThan: from.toISOString() }),
  ...(sourceIp !== undefined && { ipAddress: sourceIp }),
});

describe('a signed URL is the AWS SDK’s, byte for byte', () => {
  test.each(Object.entries(objects))('of %s', (_name, object) => {
    for (const [, one] of cases) {
      const url = cdnUrl(object);
      expect(signCdnUrl(object, one, key)).toBe(getSignedUrl({ url, ...sdkKey, ...forSdk(one) }));
    }
  });

  test('but for `*` in a key, which the SDK leaves as a wildcard', () => {
    const object = { origin, key: 'files/*' };
    const sdk = getSignedUrl({ url: cdnUrl(object), ...sdkKey, ...forSdk({ until }) });
    expect(sdk).toContain('/files/*?');
    expect(signCdnUrl(object, { until }, key)).toContain('/files/%2A?');
  });
});

describe('signed cookies are the AWS SDK’s', () => {
  test.each(Object.entries(resources))('for %s', (_name, resource) => {
    for (const [, one] of cases) {
      const ours = signCdnCookies({ ...one, resource }, key);
      const values = Object.entries(getSignedCookies({ url: resource, ...sdkKey, ...forSdk(one) }));
      const sdk = Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
      expect(ours['CloudFront-Signature']).toBe(sdk['CloudFront-Signature']);
      // The SDK names no policy for a wildcard without a window; CloudFront would then read it as a URL.
      if (sdk['CloudFront-Policy'] || !resource.includes('*')) expect(ours).toEqual(sdk);
      else expect(ours['CloudFront-Policy']).toBeDefined();
    }
  });
});

describe('a policy', () => {
  const resource = `${origin}/files/a`;

  test('is canned only for one URL and its expiry', () => {
    const kind = (more: object) => policyFor({ resource, until, ...more }).kind;
    expect(kind({})).toBe('canned');
    expect(kind({ resource: `${resource}?versionId=1` })).toBe('canned');
    expect(kind({ from: new Date(1000) })).toBe('custom');
    expect(kind({ sourceIp: '203.0.113.7' })).toBe('custom');
    expect(kind({ resource: `${origin}/files/*` })).toBe('custom');
    expect(kind({ resource: `${origin}/files/??/a` })).toBe('custom');
  });

  test('cuts off fractions of a second, so that nothing is valid longer than was said', () => {
    const { text } = policyFor({ resource, until: new Date('2026-12-01T12:00:00.999Z') });
    expect(text).toBe(
      `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":1796126400}}}]}`,
    );
  });

  test.each([
    ['no end', { until: new Date(NaN) }, 'until is Invalid Date, expected a time from 1970 to 9999'],
    ['an end before 1970', { until: new Date(-1) }, 'until is '],
    ['an end after 9999', { until: new Date('+010000-01-01T00:00:00Z') }, 'until is '],
    ['no start', { from: new Date(NaN) }, 'from is Invalid Date'],
    ['a start at the end', { from: until }, 'expected a time before until (1796126400)'],
    ['an address of IPv6', { sourceIp: '2001:db8::1' }, 'sourceIp is 2001:db8::1, expected an IPv4 address'],
    ['half an address', { sourceIp: '203.0.113' }, 'sourceIp is 203.0.113,'],
    ['an address in octal', { sourceIp: '0203.0.113.7' }, 'sourceIp is'],
    ['bits over 32', { sourceIp: '203.0.113.0/33' }, 'sourceIp is'],
    ['no bits', { sourceIp: '203.0.113.0/' }, 'sourceIp is'],
    ['two blocks', { sourceIp: '203.0.113.0/24/24' }, 'sourceIp is'],
    ['a name', { sourceIp: 'localhost' }, 'sourceIp is'],
  ])('refuses %s', (_name, more, message) => {
    expect(() => policyFor({ resource, until, ...more })).toThrow(message);
  });
});
