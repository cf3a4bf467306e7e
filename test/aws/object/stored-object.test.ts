import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { objectStore, s3Client } from '../../../lambda/aws/object/object-store.js';
import { contentCheck } from '../../../lambda/core/validation/content-check.js';
import { validateObject } from '../../../lambda/core/validation/validate-object.js';
import { photo, policy } from '../../core/records.js';
import { SimulatedService } from '../../core/simulated-service.js';

// Responses of S3 that no local engine produces, from its API reference.

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function storeThat(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_MAX_ATTEMPTS: '1',
  });
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return objectStore(s3Client({ url, addressing: 'path' }), 'bucket');
}

const headers = { 'content-length': '900', 'x-amz-version-id': 'v1' };
const refuse = (response: ServerResponse, status: number, code: string, message = 'No.') =>
  response.writeHead(status).end(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
const sealed =
  'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.';

/** A response to HEAD: a status and no body. */
const headed =
  (status: number, sent: Readonly<Record<string, string>>, get?: (response: ServerResponse) => void) =>
  ({ method }: IncomingMessage, response: ServerResponse) => {
    if (method === 'HEAD') response.writeHead(status, sent).end();
    else get?.(response);
  };

test('HEAD returns the properties of the object', async () => {
  const stored = {
    'content-type': 'image/png',
    'content-encoding': 'gzip',
    'content-disposition': 'inline',
    'content-language': 'de',
    'cache-control': 'public',
    expires: 'never',
    'x-amz-website-redirect-location': '/other',
    'x-amz-storage-class': 'INTELLIGENT_TIERING',
    'x-amz-archive-status': 'ARCHIVE_ACCESS',
    'x-amz-object-lock-mode': 'COMPLIANCE',
    'x-amz-object-lock-legal-hold': 'ON',
  };
  const more = { 'x-amz-meta-a': '1', 'x-amz-meta-b': '2', 'x-amz-missing-meta': '1' };
  const store = await storeThat(headed(200, { ...headers, ...stored, ...more }));
  const { properties } = (await store.head('key', 'v1')) ?? {};
  const lower = Object.fromEntries(Object.entries(properties ?? {}).map(([k, v]) => [k.toLowerCase(), v]));
  expect(lower).toEqual({ ...stored, 'x-amz-meta-*': '3' });
});

test('HEAD of an object that has nothing but its type gives that, whatever the bucket encrypts with', async () => {
  const encrypted = {
    'content-type': 'image/png',
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:eu-west-1:111122223333:key/1',
    'x-amz-server-side-encryption-bucket-key-enabled': 'true',
    'x-amz-checksum-sha256': 'abc=',
    'x-amz-checksum-type': 'FULL_OBJECT',
    'x-amz-tagging-count': '1',
    'x-amz-replication-status': 'COMPLETED',
    'x-amz-expiration': 'expiry-date="Fri, 21 Dec 2027 00:00:00 GMT", rule-id="1"',
  };
  const store = await storeThat(headed(200, { ...headers, ...encrypted }));
  expect(await store.head('key', 'v1')).toEqual({
    ...{ versionId: 'v1', sizeBytes: 900, sha256: 'abc=' },
    properties: { 'Content-Type': 'image/png' },
  });
});

describe('a file is rejected with the reason if S3 returns for its object', () => {
  const reads = {
    sealed: (response: ServerResponse) => refuse(response, 400, 'InvalidRequest', sealed),
    archived: (response: ServerResponse) => refuse(response, 403, 'InvalidObjectState'),
    nothing: (response: ServerResponse) => refuse(response, 500, 'InternalError'),
  };

  test.each([
    ['that it needs a key (SSE-C)', headed(400, {}, reads.sealed), 'storage-unreadable'],
    [
      'that it is in an archive',
      headed(200, { ...headers, 'x-amz-storage-class': 'GLACIER' }, reads.archived),
      'storage-unreadable',
    ],
    [
      'that it is in an archive tier',
      headed(200, { ...headers, 'x-amz-archive-status': 'DEEP_ARCHIVE_ACCESS' }, reads.archived),
      'storage-unreadable',
    ],
    ['with InvalidObjectState alone', headed(200, headers, reads.archived), 'storage-unreadable'],
    [
      'a Content-Encoding, without reading it',
      headed(200, { ...headers, 'content-encoding': 'gzip' }, reads.nothing),
      'unsigned-property',
    ],
  ])('%s', async (_what, answer, code) => {
    const store = await storeThat(answer);
    const service = new SimulatedService();
    service.versions.set('v1', { honest: true, sizeBytes: 900 });
    const checkContent = contentCheck(policy, ({ key }, object) => store.reader(key, object));
    const { head } = store;
    const ports = { ...service.ports, checkContent, store: { ...service.store, head } };
    const news = { key: photo().key, versionId: 'v1', sequencer: '001' };
    await expect(validateObject(ports, news)).resolves.toMatchObject({ outcome: 'rejected' });
    expect(service.record).toMatchObject({ status: 'rejected', reasons: [{ code }] });
    expect(service.versions.size).toBe(0);
  });
});

describe('a 400 to HEAD is retried, and nothing is rejected,', () => {
  test.each([
    ['where S3 names another reason', (response: ServerResponse) => refuse(response, 400, 'InvalidArgument')],
    ['where it says nothing of a key', (response: ServerResponse) => refuse(response, 400, 'InvalidRequest')],
    ['where it cannot say', (response: ServerResponse) => refuse(response, 503, 'SlowDown')],
    ['where the object can be read', (response: ServerResponse) => response.writeHead(206).end('x')],
  ])('%s', async (_what, get) => {
    const store = await storeThat(headed(400, {}, get));
    await expect(store.head('key', 'v1')).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });
});
