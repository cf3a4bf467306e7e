import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cdnReadSigner } from '../../../../lambda/aws/signing/cdn/cdn-read-signer.js';
import { lazyCdnKey } from '../../../../lambda/aws/signing/cdn/lazy-cdn-key.js';
import { readSigner } from '../../../../lambda/aws/signing/read-signer.js';
import { bucketAddress } from '../../../../lambda/aws/object/bucket-address.js';
import { readParameters } from '../../../../lambda/core/read/read-parameter.js';
import { noon } from '../../../core/records.js';
import { startRecordedAws } from '../../recorded-aws.js';
import { keyPairId, origin } from './permissions.js';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const read = {
  method: 'GET',
  key: 'files/4f/u-ada/0199',
  versionId: 'L4kq',
  filename: 'Grüße "1".pdf',
  contentType: 'application/pdf',
  disposition: 'attachment',
} as const;

describe('a signed read through the CDN', () => {
  const signRead = cdnReadSigner({ origin, key: async () => ({ keyPairId, privateKey }) });
  const late = new Date(noon.getTime() + 999);

  test('pins the version, and the headers that the object could set', async () => {
    const url = new URL((await signRead(read, noon, 900)).url);
    expect(url.origin + url.pathname).toBe(`${origin}/${read.key}`);
    const parameters = Object.fromEntries(url.searchParams);
    expect(parameters).toMatchObject({
      versionId: 'L4kq',
      'response-content-type': 'application/pdf',
      'response-content-encoding': 'identity',
      'response-cache-control': 'private, immutable, max-age=3600, stale-if-error=0',
      'Key-Pair-Id': keyPairId,
    });
    const signature = ['Expires', 'Key-Pair-Id', 'Signature', 'Hash-Algorithm'];
    // The distribution forwards these and no other.
    expect(Object.keys(parameters).filter((name) => !signature.includes(name))).toEqual([...readParameters]);
  });

  test('has the name and the type that a read of S3 has', async () => {
    const ofS3 = readSigner({
      address: bucketAddress('private-files', 'eu-west-1'),
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    });
    const one = new URL((await signRead(read, noon, 900)).url).searchParams;
    const other = new URL((await ofS3(read, noon, 900)).url).searchParams;
    for (const name of readParameters.filter((parameter) => parameter !== 'response-cache-control'))
      expect([name, one.get(name)]).toEqual([name, other.get(name)]);
  });

  test('for one address has a policy that names it', async () => {
    const { url } = await signRead({ ...read, address: '203.0.113.7' }, noon, 900);
    const given = new URL(url).searchParams.get('Policy') ?? '';
    const policy = given.replace(/[-_~]/g, (one) => ({ '-': '+', _: '=', '~': '/' })[one] ?? one);
    expect(JSON.parse(Buffer.from(policy, 'base64').toString())).toMatchObject({
      Statement: [{ Condition: { IpAddress: { 'AWS:SourceIp': '203.0.113.7/32' } } }],
    });
    expect(url).not.toContain('address=');
  });

  test('says truly when it ends: in whole seconds', async () => {
    const { url, expiresAt } = await signRead(read, late, 3600);
    expect(expiresAt).toEqual(new Date(noon.getTime() + 3_600_000));
    expect(new URL(url).searchParams.get('Expires')).toBe(String(expiresAt.getTime() / 1000));
  });
});

describe('the signing key', () => {
  let aws: Awaited<ReturnType<typeof startRecordedAws>>;
  beforeAll(async () => {
    aws = await startRecordedAws();
  });
  beforeEach(() => {
    aws.requests.length = 0;
  });
  afterAll(() => {
    aws.stop();
  });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const cdn = { origin, keyPairId, privateKeyArn: 'arn:secret' };

  test('is read from its secret with the first signature, and kept', async () => {
    aws.answer = () => ({ body: { SecretString: pem } });
    const key = lazyCdnKey(cdn);
    expect(aws.requests).toEqual([]);
    const [one, other] = await Promise.all([key(), key()]);
    expect(one).toBe(other);
    expect(one.keyPairId).toBe(keyPairId);
    expect(one.privateKey.equals(privateKey)).toBe(true);
    expect(aws.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ SecretId: 'arn:secret' }]);
  });

  test('is read again after a failure, which does not show what was read', async () => {
    aws.answer = () => ({ body: { SecretString: 'no key at all' } });
    const key = lazyCdnKey(cdn);
    await expect(key()).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('no key') }),
    );
    aws.answer = () => ({ body: { SecretString: pem } });
    await expect(key()).resolves.toMatchObject({ keyPairId });
  });
});
