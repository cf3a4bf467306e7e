import { generateKeyPairSync, randomInt } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { signCdnCookies } from '../../../../lambda/aws/signing/cdn/signed-cookies.js';
import { cdnUrl, signCdnUrl } from '../../../../lambda/aws/signing/cdn/signed-url.js';
import { cacheDirectory } from '../../../../local/process/cache-directory.js';
import { prepareVenv } from '../../../../local/engine/python.js';
import { countVerifiedByOpenssl, verifyByPython } from './independent-verifiers.js';
import { keyPairId, origin } from './permissions.js';

/** Any character but half a surrogate pair. */
const randomText = (length: number): string =>
  Array.from({ length }, () => {
    const code = randomInt(2) ? randomInt(0x20, 0x7f) : randomInt(0x110000 - 0x800);
    return String.fromCodePoint(code < 0xd800 ? code : code + 0x800);
  }).join('');

function randomRestrictions() {
  const start = randomInt(1, 4e9);
  const octets = Array.from({ length: 4 }, () => randomInt(256)).join('.');
  return {
    until: new Date((start + randomInt(1, 1e6)) * 1000),
    ...(randomInt(2) && { from: new Date(start * 1000) }),
    ...(randomInt(2) && { sourceIp: `${octets}/${String(randomInt(33))}` }),
  };
}

test('Python and OpenSSL verify a thousand random URLs and cookies', async () => {
  const python = await prepareVenv(cacheDirectory);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { keyPairId, privateKey };
  const all = Array.from({ length: 1000 }, (_none, index) => {
    const object = {
      origin,
      key: `files/${randomText(randomInt(1, 60))}`,
      query: { versionId: randomText(randomInt(40)), 'response-content-type': randomText(randomInt(20)) },
    };
    const restrictions = randomRestrictions();
    const url = cdnUrl(object);
    if (index % 2) return { url, cookies: signCdnCookies({ ...restrictions, resource: url }, key) };
    return { url: signCdnUrl(object, restrictions, key) };
  });
  const verified = verifyByPython(python, publicKey, all);
  expect(verified).toHaveLength(1000);
  expect(countVerifiedByOpenssl(publicKey, verified)).toBe(1000);
}, 300_000);
