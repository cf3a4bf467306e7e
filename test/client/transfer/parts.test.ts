import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { connected } from '../connected.js';
import { partBytes } from '../contract-file.js';
import { problem, s3Error } from '../contract-reply.js';
import { ContractServer } from '../contract-server.js';
import { refusalOf } from '../refusal-of.js';

let server: ContractServer;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

const bytes = randomBytes(9 * partBytes + 50);
const large = new File([bytes], 'large.bin', { type: 'application/octet-stream', lastModified: 1 });
const partsSent = () =>
  server.requests
    .filter(({ method }) => method === 'PUT')
    .map(({ path }) => Number(path.split('/').at(-1)))
    .sort((a, b) => a - b);
const each = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test('a large file is sent in parts, each once, and joined byte for byte', async () => {
  const { client } = connected(server.url);
  const seen: number[] = [];
  const { id, status } = await client.upload(large, { onProgress: ({ sentBytes }) => seen.push(sentBytes) });
  expect(status).toBe('uploaded');
  expect(server.bytesOf(id)).toEqual(bytes);
  expect(partsSent()).toEqual(each);
  expect(seen[0]).toBe(0);
  expect(seen.at(-1)).toBe(large.size);
  expect(Math.max(...seen)).toBe(large.size);
});

test('a part without a response, and one for which storage is too busy, are sent again, and only these', async () => {
  const { client } = connected(server.url);
  server.failNext(/^PUT .*\/3$/, 'cut');
  server.failNext(/^PUT .*\/7$/, s3Error(503, 'SlowDown'));
  const { id } = await client.upload(large);
  expect(server.bytesOf(id)).toEqual(bytes);
  expect(partsSent()).toEqual([1, 2, 3, 3, 4, 5, 6, 7, 7, 8, 9, 10]);
});

test('a part whose URL has expired gets another', async () => {
  const { client } = connected(server.url);
  server.failNext(/^PUT .*\/2$/, s3Error(403, 'AccessDenied', 'Request has expired'));
  const { id } = await client.upload(large);
  expect(server.bytesOf(id)).toEqual(bytes);
  const asked = server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/parts'));
  expect(asked.map(({ body }) => JSON.parse(body.toString()).partNumbers)).toEqual([each, [2]]);
});

test('parts that storage has lost are detected when it joins them, and sent again', async () => {
  const { client } = connected(server.url);
  const complete = server.holdNext(/complete$/);
  const upload = client.upload(large);
  await complete.reached;
  server.loseFirstPart();
  complete.release();
  expect(server.bytesOf((await upload).id)).toEqual(bytes);
  expect(partsSent()).toEqual([1, ...each]);
});

test('parts that are all there and cannot be joined were corrupted, and are sent again', async () => {
  const { client } = connected(server.url);
  for (let i = 0; i < 2; i += 1)
    server.failNext(/complete$/, problem(409, 'upload-incomplete', 'Storage would not join them'));
  const { id } = await client.upload(large);
  expect(server.bytesOf(id)).toEqual(bytes);
  expect(partsSent()).toEqual(each.flatMap((number) => [number, number]));
});

test('an error for one part rejects the upload with its reason', async () => {
  const { client } = connected(server.url);
  server.failNext(/^PUT .*\/4$/, s3Error(403, 'SignatureDoesNotMatch'));
  const error = await refusalOf(client.upload(large));
  expect(error).toMatchObject({ code: 'storage-refused', status: 403 });
  expect(server.asked).not.toContain('POST /uploads/{id}/complete');
});

test('an upload that has ended in the service is reported', async () => {
  const { client } = connected(server.url);
  const held = server.holdNext(/^PUT .*\/10$/);
  let id = '';
  const upload = client.upload(large, { onCreated: (file) => (id = file.id) });
  await held.reached;
  server.end(id);
  held.release();
  expect((await refusalOf(upload)).code).toBe('upload-ended');
});

test('a pause stops all requests, and completed parts are not sent again', async () => {
  const { client } = connected(server.url);
  const held = server.holdNext(/^PUT .*\/4$/);
  const upload = client.upload(large);
  await held.reached;
  upload.pause();
  held.release();
  await server.settled();
  const before = partsSent();
  expect(await Promise.race([upload.then(() => 'ended'), server.settled().then(() => 'paused')])).toBe(
    'paused',
  );
  expect(partsSent()).toEqual(before);
  upload.resume();
  const { id } = await upload;
  expect(server.bytesOf(id)).toEqual(bytes);
  for (const first of [1, 2]) expect(partsSent().filter((number) => number === first)).toEqual([first]);
  expect(partsSent().filter((number) => number === 4)).toEqual([4, 4]);
});

test('a cancel gives the upload up, here and at the service', async () => {
  const { client } = connected(server.url);
  const held = server.holdNext(/^PUT .*\/2$/);
  let id = '';
  const upload = client.upload(large, { onCreated: (file) => (id = file.id) });
  const ended = upload.catch((error: unknown) => error);
  await held.reached;
  await upload.cancel();
  held.release();
  expect(await ended).toMatchObject({ name: 'AbortError' });
  expect((await client.file(id)).status).toBe('aborted');
});

test('a cancel after all bytes are stored reports that there is a file', async () => {
  const { client } = connected(server.url);
  const upload = client.upload(large);
  await upload;
  expect((await refusalOf(upload.cancel())).code).toBe('upload-finished');
});
