import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import aws4 from 'aws4';
import { bucketAddress } from '../../../lambda/aws/object/bucket-address.js';
import { lazySigningSessions } from '../../../lambda/aws/signing/lazy-signing-sessions.js';
import { postSigner } from '../../../lambda/aws/signing/post-signer.js';
import { partSigner, putSigner } from '../../../lambda/aws/signing/put-signer.js';
import { readSigner } from '../../../lambda/aws/signing/read-signer.js';
import { secretText } from '../../../lambda/aws/signing/secret-text.js';
import { noon, photo } from '../../core/records.js';
import { startRecordedAws } from '../recorded-aws.js';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const options = { address: bucketAddress('private-files', 'eu-west-1'), region: 'eu-west-1', credentials };

describe('a signed form', () => {
  const form = async (changes: Parameters<typeof photo>[0] = {}, more: object = {}) => {
    const file = photo({ method: 'post', ...changes });
    const { url, fields } = await postSigner({ ...options, ...more })(file, noon, 900);
    const { policy = '', 'x-amz-signature': signature, ...rest } = fields;
    return { url, policy, signature, fields: rest, file };
  };
  const stated = {
    ...{
      'Content-Type': 'image/png',
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-date': '20261122T120000Z',
    },
    'x-amz-credential': 'AKIDEXAMPLE/20261122/eu-west-1/s3/aws4_request',
  };

  test.each([
    ['plain', {}, {}, {}],
    ['with SHA-256', { sha256: 'sha' }, {}, { 'x-amz-checksum-sha256': 'sha' }],
    ['with CRC-64', { crc64nvme: 'crc' }, {}, { 'x-amz-checksum-crc64nvme': 'crc' }],
    [
      'of a role',
      {},
      { credentials: { ...credentials, sessionToken: 'token' } },
      { 'x-amz-security-token': 'token' },
    ],
  ])(
    'states key, type and what was declared, and the policy every field: %s',
    async (_case, declared, more, named) => {
      const { url, fields, policy, file } = await form(declared, more);
      expect(url).toBe('https://private-files.s3.eu-west-1.amazonaws.com/');
      expect(fields).toEqual({ ...stated, key: file.key, ...named });
      const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString()) as {
        expiration: string;
        conditions: unknown[];
      };
      expect(expiration).toBe('2026-11-22T12:15:00.000Z');
      expect(conditions).toHaveLength(Object.keys(fields).length + 2);
      expect(conditions).toEqual(
        expect.arrayContaining([
          { bucket: 'private-files' },
          ['content-length-range', 1, 900],
          ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
        ]),
      );
    },
  );

  test('has its policy signed (S3 API reference, "Calculating a Signature")', async () => {
    const { policy, signature } = await form();
    const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
    const key = hmac(hmac(hmac(hmac('AWS4secret', '20261122'), 'eu-west-1'), 's3'), 'aws4_request');
    expect(signature).toBe(hmac(key, policy).toString('hex'));
  });
});

/** The signature that aws4, which shares no code with the SDK, gives the same request. */
function independentSignature(url: URL, headers: Record<string, string>): string | null {
  const query = new URLSearchParams(url.search);
  query.delete('X-Amz-Signature');
  const signed = aws4.sign(
    {
      ...{ service: 's3', region: 'eu-west-1', method: 'PUT', host: url.host, signQuery: true, headers },
      path: `${url.pathname}?${query.toString()}`,
    },
    credentials,
  );
  return new URL(`https://host${signed.path}`).searchParams.get('X-Amz-Signature');
}

test('a signed part is of one upload, number and length', async () => {
  const part = { key: 'files/key', uploadId: 'u', partNumber: 3, sizeBytes: 5 };
  const { url: signed, expiresAt } = await partSigner(options)(part, noon, 600);
  expect(expiresAt).toEqual(new Date(noon.getTime() + 600_000));
  const url = new URL(signed);
  expect(url.pathname).toBe('/files/key');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{
      partNumber: '3',
      uploadId: 'u',
      'X-Amz-Expires': '600',
      'X-Amz-SignedHeaders': 'content-length;host',
    },
  });
  expect(url.searchParams.get('X-Amz-Signature')).toBe(independentSignature(url, { 'Content-Length': '5' }));
});

test('a signed write fixes the CRC-64 too', async () => {
  const signed = await putSigner(options)(photo({ crc64nvme: 'AAAAAAAAAAA=' }), noon, 900);
  const url = new URL(signed.url);
  expect(signed.headers).toHaveProperty('x-amz-checksum-crc64nvme', 'AAAAAAAAAAA=');
  expect(url.searchParams.get('X-Amz-SignedHeaders')).toContain('x-amz-checksum-crc64nvme');
  const headers = { ...signed.headers, 'Content-Length': '900' };
  expect(url.searchParams.get('X-Amz-Signature')).toBe(independentSignature(url, headers));
});

describe('with AWS', () => {
  let aws: Awaited<ReturnType<typeof startRecordedAws>>;
  beforeAll(async () => {
    aws = await startRecordedAws();
  });
  afterAll(() => aws.stop());

  const session = (end: string, fields = '<SessionToken>token</SessionToken>') => ({
    body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIDEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>${fields}<Expiration>${end}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  });

  test('long reads are signed with a session that may read and no more, and end with it', async () => {
    aws.requests.length = 0;
    aws.answer = () => session('2026-11-22T12:30:00Z');
    const sessions = lazySigningSessions({ roleArn: 'arn:role', policy: '{"Version":"2012-10-17"}' });
    await expect(sessions(noon, 15 * 60)).resolves.toBeUndefined();
    expect(aws.requests).toEqual([]);
    const sign = readSigner({ ...options, session: sessions });
    const read = {
      key: 'key',
      versionId: 'v1',
      filename: 'a',
      contentType: 'text/plain',
      method: 'GET',
    } as const;
    const { url, expiresAt } = await sign({ ...read, disposition: 'inline' }, noon, 60 * 60);
    expect(expiresAt).toEqual(new Date('2026-11-22T12:30:00Z'));
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      ...{ 'X-Amz-Expires': '1800', 'X-Amz-Security-Token': 'token' },
      'X-Amz-Credential': 'ASIDEXAMPLE/20261122/eu-west-1/s3/aws4_request',
    });
    const asked = Object.fromEntries(new URLSearchParams(aws.requests[0]?.body));
    expect(asked).toMatchObject({ Action: 'AssumeRole', RoleArn: 'arn:role', DurationSeconds: '3600' });
    expect(asked['Policy']).toBe('{"Version":"2012-10-17"}');
    const short = await sign({ ...read, disposition: 'inline' }, noon, 60);
    expect(short.expiresAt).toEqual(new Date('2026-11-22T12:01:00Z'));
  });

  test('a session without credentials is none', async () => {
    aws.answer = () => session('2026-11-22T12:30:00Z', '');
    const sessions = lazySigningSessions({ roleArn: 'arn:role', policy: '{"Version":"2012-10-17"}' });
    await expect(sessions(noon, 60 * 60)).rejects.toThrow('STS answered without credentials');
    aws.answer = () => ({ body: '<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>' });
    await expect(sessions(noon, 60 * 60)).rejects.toThrow('STS answered without credentials');
  });

  test('the webhook key is requested once, and again after a failed request', async () => {
    aws.requests.length = 0;
    const key = secretText('arn:secret', 'the webhook key');
    aws.answer = () => ({ body: {} });
    await expect(key()).rejects.toThrow('the webhook key has no value');
    aws.answer = () => ({ body: { SecretString: 'the key' } });
    await expect(Promise.all([key(), key()])).resolves.toEqual(['the key', 'the key']);
    await expect(key()).resolves.toBe('the key');
    expect(aws.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
      Array(2).fill({ SecretId: 'arn:secret' }),
    );
  });
});
