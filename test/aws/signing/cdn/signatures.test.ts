import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { signCdnCookies } from '../../../../lambda/aws/signing/cdn/signed-cookies.js';
import { cdnUrl, signCdnUrl } from '../../../../lambda/aws/signing/cdn/signed-url.js';
import { cacheDirectory } from '../../../../local/process/cache-directory.js';
import { prepareVenv } from '../../../../local/engine/python.js';
import { countVerifiedByOpenssl, verifyByPython } from './independent-verifiers.js';
import { keyPairId, objects, resources, restrictions } from './permissions.js';

const keys = {
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'RSA 2048': generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

let python: string;
beforeAll(async () => {
  python = await prepareVenv(cacheDirectory);
}, 300_000);

describe.each(Object.entries(keys))('with %s', (_name, { publicKey, privateKey }) => {
  const key = { keyPairId, privateKey };
  const resourcesIn = (policies: readonly { policy: string }[]) =>
    policies.map(
      ({ policy }) => (JSON.parse(policy) as { Statement: [{ Resource: string }] }).Statement[0].Resource,
    );

  test('Python and OpenSSL verify URLs with odd characters, windows and addresses', () => {
    const all = Object.values(objects).flatMap((object) =>
      Object.values(restrictions).map((one) => ({ object, signed: { url: signCdnUrl(object, one, key) } })),
    );
    const verified = verifyByPython(
      python,
      publicKey,
      all.map(({ signed }) => signed),
    );
    expect(resourcesIn(verified)).toEqual(all.map(({ object }) => cdnUrl(object)));
    const some = verified.filter((_one, index) => index % 5 === 0);
    expect(countVerifiedByOpenssl(publicKey, some)).toBe(some.length);
  });

  test('and cookies for one URL and for many', () => {
    const all = Object.values(resources).flatMap((resource) =>
      Object.values(restrictions).map((one) => ({
        url: resource,
        cookies: signCdnCookies({ ...one, resource }, key),
      })),
    );
    const verified = verifyByPython(python, publicKey, all);
    expect(resourcesIn(verified)).toEqual(all.map(({ url }) => url));
    expect(countVerifiedByOpenssl(publicKey, verified)).toBe(verified.length);
  });

  test('neither verifies a signature of another policy', () => {
    const url = signCdnUrl(objects['a file'] ?? { origin: '', key: '' }, { until: new Date(1e12) }, key);
    const later = url.replace('Expires=1000000000', 'Expires=1000000001');
    expect(later).not.toBe(url);
    expect(() => verifyByPython(python, publicKey, [{ url: later }])).toThrow('InvalidSignature');
    const [good] = verifyByPython(python, publicKey, [{ url }]);
    const forged = { policy: 'other', signature: good?.signature ?? '' };
    expect(countVerifiedByOpenssl(publicKey, [forged])).toBe(0);
  });
});
