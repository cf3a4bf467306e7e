import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { boundSessions } from '../../../lambda/aws/signing/bound-sessions.js';
import { readSigner } from '../../../lambda/aws/signing/read-signer.js';
import { bucketAddress } from '../../../lambda/aws/object/bucket-address.js';
import { startRecordedAws } from '../recorded-aws.js';

let aws: Awaited<ReturnType<typeof startRecordedAws>>;
let begun = 0;
beforeAll(async () => {
  aws = await startRecordedAws();
  aws.answer = () => {
    begun += 1;
    const expiration = new Date(Date.now() + 3_600_000).toISOString();
    const credentials =
      `<AccessKeyId>ASIA${String(begun)}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>` +
      `<SessionToken>t</SessionToken><Expiration>${expiration}</Expiration>`;
    return {
      headers: { 'content-type': 'text/xml' },
      body: `<AssumeRoleResponse><AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    };
  };
});
beforeEach(() => {
  aws.requests.length = 0;
  begun = 0;
});
afterAll(() => {
  aws.stop();
});

const policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['s3:GetObjectVersion'], Resource: ['arn:aws:s3:::private-files/files/*'] },
    { Effect: 'Allow', Action: ['kms:Decrypt'], Resource: ['arn:aws:kms:eu-west-1:111122223333:key/1'] },
  ],
};
const signer = () => ({ roleArn: 'arn:aws:iam::111122223333:role/signer', policy: JSON.stringify(policy) });
const read = {
  method: 'GET',
  key: 'files/4f/u-ada/0199',
  versionId: 'L4kq',
  filename: 'a.png',
  contentType: 'image/png',
  disposition: 'inline',
} as const;
const reader = () =>
  readSigner({
    address: bucketAddress('private-files', 'eu-west-1'),
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDOWN', secretAccessKey: 'secret' },
    sessionFor: boundSessions(signer()),
  });
const keyOf = (url: string) => new URL(url).searchParams.get('X-Amz-Credential')?.split('/')[0];

test('a read for one address is signed by a session that can read from there alone', async () => {
  const { url } = await reader()({ ...read, address: '203.0.113.7' }, new Date(), 900);
  expect(keyOf(url)).toBe('ASIA1');
  const sent = new URLSearchParams(aws.requests[0]?.body);
  expect(sent.get('RoleArn')).toBe(signer().roleArn);
  expect(JSON.parse(sent.get('Policy') ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [
      { ...policy.Statement[0], Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.7/32' } } },
      // S3 decrypts, from addresses of its own.
      policy.Statement[1],
    ],
  });
});

test('each address has a session of its own, which serves all of its reads', async () => {
  const sign = reader();
  const urls = [];
  for (const address of ['203.0.113.7', '203.0.113.8', '203.0.113.7'])
    urls.push(await sign({ ...read, address }, new Date(), 900));
  expect(urls.map(({ url }) => keyOf(url))).toEqual(['ASIA1', 'ASIA2', 'ASIA1']);
  // Others are signed by the function itself.
  expect(keyOf((await sign(read, new Date(), 900)).url)).toBe('AKIDOWN');
  expect(begun).toBe(2);
});

test('five hundred sessions are kept, and the oldest begins again', async () => {
  const sign = reader();
  for (let one = 0; one <= 500; one += 1)
    await sign({ ...read, address: `10.0.${String(one >> 8)}.${String(one & 255)}` }, new Date(), 900);
  const before = begun;
  await sign({ ...read, address: '10.0.1.244' }, new Date(), 900);
  expect(begun).toBe(before);
  await sign({ ...read, address: '10.0.0.0' }, new Date(), 900);
  expect(begun).toBe(before + 1);
});
