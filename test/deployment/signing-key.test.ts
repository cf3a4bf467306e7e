import { createPublicKey, sign, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { handler } from '../../lambda/deployment/signing-key.js';
import { startRecordedAws, type Recorded } from '../aws/recorded-aws.js';

interface Answer {
  readonly Status: string;
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: { readonly PublicKey: string };
}

let aws: Awaited<ReturnType<typeof startRecordedAws>>;
let bucket: Server;
let answers: { body: string; type: string | undefined; method: string | undefined }[];
let bucketStatus = 200;
/** What Secrets Manager holds. */
let secret: string;

beforeAll(async () => {
  aws = await startRecordedAws();
  bucket = createServer((request, response) => {
    void text(request).then((body) => {
      answers.push({ body, type: request.headers['content-type'], method: request.method });
      response.writeHead(bucketStatus).end();
    });
  });
  await once(bucket.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
  answers = [];
  bucketStatus = 200;
  secret = 'a password that Secrets Manager has made';
  aws.requests.length = 0;
  aws.answer = (request) => {
    const { SecretString } = JSON.parse(request.body) as { SecretString?: string };
    if (SecretString !== undefined) secret = SecretString;
    return { body: SecretString === undefined ? { SecretString: secret } : {} };
  };
});
afterAll(() => {
  aws.stop();
  bucket.closeAllConnections();
  bucket.close();
});

const send = (RequestType: 'Create' | 'Update' | 'Delete') => {
  const port = String((bucket.address() as AddressInfo).port);
  const common = {
    ServiceToken: 'arn:maker',
    ResourceType: 'Custom::WaybillSigningKey',
    ResponseURL: `http://127.0.0.1:${port}/answer?signature`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'KeyPair',
    ResourceProperties: { ServiceToken: 'arn:maker', SecretArn: 'arn:secret' },
  };
  const again = { PhysicalResourceId: 'KeyPair', OldResourceProperties: common.ResourceProperties };
  return handler(
    RequestType === 'Create' ? { RequestType, ...common } : { RequestType, ...common, ...again },
  );
};
const answered = () => JSON.parse(answers[0]?.body ?? '') as Answer;
const writes = (requests: readonly Recorded[]) =>
  requests.filter(({ headers }) => String(headers['x-amz-target']).endsWith('PutSecretValue'));

test('makes a P-256 pair, keeps the private key in the secret, and answers with the public one alone', async () => {
  await send('Create');
  const { Status, PhysicalResourceId, Data } = answered();
  expect([Status, PhysicalResourceId]).toEqual(['SUCCESS', 'KeyPair']);
  expect(answers).toEqual([{ body: expect.not.stringContaining('PRIVATE'), type: '', method: 'PUT' }]);
  const publicKey = createPublicKey(Data?.PublicKey ?? '');
  expect(Data?.PublicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n[^]+-----END PUBLIC KEY-----\n$/);
  expect(publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  const policy = Buffer.from('policy');
  expect(verify('sha256', policy, publicKey, sign('sha256', policy, secret))).toBe(true);
  expect(writes(aws.requests)).toHaveLength(1);
});

test.each(['Create', 'Update'] as const)(
  '%s again answers with the same key, and writes none',
  async (type) => {
    await send('Create');
    const first = answered().Data;
    answers = [];
    await send(type);
    expect(answered()).toMatchObject({ Status: 'SUCCESS', Data: first });
    expect(writes(aws.requests)).toHaveLength(1);
  },
);

test('of two deployments at once, both answer with the key that is stored', async () => {
  // What Secrets Manager does with a second version of the same id (API reference, "PutSecretValue").
  const versions = new Map<string, string>();
  aws.answer = (request) => {
    const { SecretString, ClientRequestToken = '' } = JSON.parse(request.body) as Record<string, string>;
    if (SecretString === undefined) return { body: { SecretString: secret } };
    if (versions.has(ClientRequestToken))
      return { status: 400, body: { __type: 'ResourceExistsException', message: 'exists' } };
    versions.set(ClientRequestToken, SecretString);
    secret = SecretString;
    return { body: {} };
  };
  await Promise.all([send('Create'), send('Create')]);
  const stored = createPublicKey(secret).export({ type: 'spki', format: 'pem' });
  const [one, other] = answers.map(({ body }) => (JSON.parse(body) as Answer).Data?.PublicKey);
  expect([one, other]).toEqual([stored, stored]);
  expect(writes(aws.requests)).toHaveLength(2);
});

test('waits for the right to a new secret, which may be seconds old', async () => {
  const { answer } = aws;
  let denials = 2;
  aws.answer = (request) =>
    denials-- > 0 ? { status: 400, body: { __type: 'AccessDeniedException' } } : answer(request);
  await send('Create');
  expect(answered().Status).toBe('SUCCESS');
});

test('a deletion changes nothing: the secret goes with the stack', async () => {
  await send('Delete');
  expect(answered()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'KeyPair' });
  expect(aws.requests).toEqual([]);
});

test('a failure is answered with its reason, so that the deployment does not wait', async () => {
  aws.answer = () => ({
    status: 400,
    body: { __type: 'ResourceNotFoundException', message: 'no such secret' },
  });
  await send('Create');
  expect(answered()).toEqual(
    expect.objectContaining({ Status: 'FAILED', Reason: expect.stringContaining('no such secret') }),
  );
});

test('an answer that CloudFormation does not accept is a failure, which Lambda retries', async () => {
  bucketStatus = 403;
  await expect(send('Delete')).rejects.toThrow('answered 403');
});
