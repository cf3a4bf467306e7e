import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createClient } from '../../../client/index.js';
import { connected } from '../connected.js';
import { s3Error } from '../contract-reply.js';
import { ContractServer } from '../contract-server.js';
import { refusalOf } from '../refusal-of.js';

let server: ContractServer;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

const photo = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])], 'photo.png', {
  type: 'image/png',
});
const puts = () => server.requests.filter(({ method }) => method === 'PUT');

test('a file is sent to storage exactly as it was signed, and its bytes are equal', async () => {
  const client = createClient({ apiUrl: server.url, getToken: async () => 'good' });
  const uploaded = await client.upload(photo);
  expect(uploaded.status).toBe('uploaded');
  expect(server.asked).toEqual(['POST /uploads', 'PUT /storage/{id}', 'POST /uploads/{id}/complete']);
  expect(puts()[0]?.headers).toMatchObject({
    'content-type': 'image/png',
    'if-none-match': '*',
    'content-length': '7',
  });
  expect(puts()[0]?.headers).not.toHaveProperty('authorization');

  await client.waitForVerdict(uploaded.id);
  const back = await client.download(uploaded.id);
  expect(Buffer.from(await back.arrayBuffer())).toEqual(Buffer.from(await photo.arrayBuffer()));
});

test('the file has an id before its first byte is sent, and progress ends at its size', async () => {
  const { client } = connected(server.url);
  const seen: string[] = [];
  await client.upload(photo, {
    onCreated: ({ status }) => seen.push(status),
    onProgress: ({ sentBytes, sizeBytes }) => seen.push(`${sentBytes}/${sizeBytes}`),
  });
  expect(seen).toEqual(['pending', '0/7', '7/7']);
});

test('a type that the browser left empty is left to the service', async () => {
  const { client } = connected(server.url);
  for (const name of ['Holiday.JPG', 'no-ending', 'odd.constructor']) {
    expect((await client.upload(new File(['a'], name))).contentType).toBe('application/octet-stream');
  }
  const named = await client.upload(new Blob(['a']), { filename: 'note.txt', contentType: 'image/png' });
  expect(named).toMatchObject({ filename: 'note.txt', contentType: 'image/png' });
});

test('a requested checksum is declared, sent, and enforced by storage', async () => {
  const { client } = connected(server.url);
  const digest = createHash('sha256')
    .update(Buffer.from(await photo.arrayBuffer()))
    .digest('base64');
  expect((await client.upload(photo, { checksum: 'sha256' })).sha256).toBe(digest);
  expect(puts()[0]?.headers['x-amz-checksum-sha256']).toBe(digest);
});

test('a lost response to a PUT is harmless: the retry gets 412 and the upload continues', async () => {
  const { client } = connected(server.url);
  server.failNext(/^PUT/, 'cut');
  const { id, status } = await client.upload(photo);
  expect(status).toBe('uploaded');
  expect(puts()).toHaveLength(2);
  expect((await client.waitForVerdict(id)).status).toBe('verified');
});

test('a conflict and a busy storage are retried with backoff', async () => {
  const { client, clock } = connected(server.url);
  server.failNext(/^PUT/, s3Error(409, 'ConditionalRequestConflict'));
  server.failNext(/^PUT/, s3Error(503, 'SlowDown'));
  expect((await client.upload(photo)).status).toBe('uploaded');
  expect(clock.waits).toEqual([800, 1600]);
});

test('an error of storage has its own code and is not retried; nothing presigned is in it', async () => {
  const { client } = connected(server.url);
  server.failNext(/^PUT/, s3Error(403, 'SignatureDoesNotMatch', 'the signed string was AKIA/secret'));
  const error = await refusalOf(client.upload(photo));
  expect(error).toMatchObject({ code: 'storage-refused', status: 403, retryable: false });
  expect(error.message).toContain('SignatureDoesNotMatch');
  expect(JSON.stringify(error) + error.stack).not.toMatch(/AKIA|storage\/[0-9a-f]/);
  expect(puts()).toHaveLength(1);
});

test('an expired URL is requested again', async () => {
  const { client } = connected(server.url);
  server.failNext(/^PUT/, s3Error(403, 'AccessDenied', 'Request has expired'));
  expect((await client.upload(photo)).status).toBe('uploaded');
  expect(server.asked).toEqual([
    'POST /uploads',
    'PUT /storage/{id}',
    'POST /uploads/{id}/renew',
    'PUT /storage/{id}',
    'POST /uploads/{id}/complete',
  ]);
});

test('a lost response to the creation is retried, and is the same file', async () => {
  const { client } = connected(server.url);
  server.failNext(/^POST \/uploads$/, 'cut');
  await client.upload(photo);
  const names: string[] = [];
  for await (const { filename } of client.list()) names.push(filename);
  expect(names).toEqual(['photo.png']);
});

test('two uploads of the same file are two files', async () => {
  const { client } = connected(server.url);
  const [one, two] = await Promise.all([client.upload(photo), client.upload(photo)]);
  expect(one.id).not.toBe(two.id);
});

test('a hint that fails does not fail the upload', async () => {
  const { client } = connected(server.url);
  for (let i = 0; i < 4; i += 1)
    server.failNext(/complete$/, { status: 503, body: '{"message":"Service Unavailable"}' });
  const { id } = await client.upload(photo);
  expect((await client.waitForVerdict(id)).status).toBe('verified');
});

test('an abort rejects the upload with the reason of the signal', async () => {
  const { client } = connected(server.url);
  const stop = new AbortController();
  const reason = new Error('the person changed their mind');
  const upload = client.upload(photo, { signal: stop.signal, onCreated: () => stop.abort(reason) });
  await expect(upload).rejects.toBe(reason);
  expect(puts()).toHaveLength(0);
});
