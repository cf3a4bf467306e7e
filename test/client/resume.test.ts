import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { ResumeStore } from '../../client/index.js';
import { connected } from './connected.js';
import { partBytes } from './contract-file.js';
import { ContractServer } from './contract-server.js';
import { keptUploads } from './kept-uploads.js';

let server: ContractServer;
let store: ResumeStore;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
  store = keptUploads();
});
afterEach(() => server.close());

const bytes = randomBytes(10 * partBytes);
/** Chosen again, as after a reload: the same file on the disk, another object in the page. */
const picked = (name = 'large.bin') =>
  new File([bytes], name, { type: 'application/octet-stream', lastModified: 1_700_000_000_000 });
const sent = () =>
  server.requests
    .filter(({ method }) => method === 'PUT')
    .map(({ path }) => Number(path.split('/').at(-1)))
    .sort((a, b) => a - b);

/** A page that is closed during part 6. @returns the file's id */
async function leftHalfWay(): Promise<string> {
  const { client } = connected(server.url, 'good', store);
  const leave = new AbortController();
  const held = server.holdNext(/^PUT .*\/6$/);
  let id = '';
  const upload = client.upload(picked(), { signal: leave.signal, onCreated: (file) => (id = file.id) });
  const ended = upload.catch((error: unknown) => error);
  await held.reached;
  leave.abort();
  await ended;
  held.release();
  await server.settled();
  server.requests.length = 0;
  return id;
}

test('choosing the same file again after a reload resumes the upload', async () => {
  const id = await leftHalfWay();
  const { client } = connected(server.url, 'good', store);
  const seen: number[] = [];
  const file = await client.upload(picked(), { onProgress: ({ sentBytes }) => seen.push(sentBytes) });
  expect(file.id).toBe(id);
  expect(server.bytesOf(id)).toEqual(bytes);
  expect(sent()).not.toContain(1);
  // Storage lists it as arrived, but did not acknowledge it.
  expect(sent()).toContain(6);
  expect(seen[0]).toBeGreaterThan(0);
});

test.each([
  ['beginning', 0],
  ['end', bytes.length - 1],
])('other bytes at the %s under the same name, size and time are another upload', async (_, at) => {
  const id = await leftHalfWay();
  const { client } = connected(server.url, 'good', store);
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
  const { lastModified, type, name } = picked();
  const file = await client.upload(new File([changed], name, { type, lastModified }));
  expect(file.id).not.toBe(id);
  expect(server.bytesOf(file.id)).toEqual(changed);
});

test('parts that storage has lost are sent again', async () => {
  const id = await leftHalfWay();
  server.loseFirstPart();
  const { client } = connected(server.url, 'good', store);
  await client.upload(picked());
  expect(server.bytesOf(id)).toEqual(bytes);
  expect(sent()).toContain(1);
});

test('an upload that has ended in between starts again', async () => {
  const id = await leftHalfWay();
  server.end(id);
  const { client } = connected(server.url, 'good', store);
  const file = await client.upload(picked());
  expect(file.id).not.toBe(id);
  expect(server.bytesOf(file.id)).toEqual(bytes);
  expect(sent()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a file whose creation had no response is the same upload when it is chosen again', async () => {
  const { client } = connected(server.url, 'good', store);
  const leave = new AbortController();
  const held = server.holdNext(/^POST \/uploads$/);
  const ended = client.upload(picked(), { signal: leave.signal }).catch((error: unknown) => error);
  await held.reached;
  leave.abort();
  await ended;
  held.release();
  await server.settled();
  const again = connected(server.url, 'good', store).client;
  const { items: created } = await again.listPage();
  expect(created).toHaveLength(1);
  expect(await again.unfinished()).toEqual([]);
  expect((await again.upload(picked())).id).toBe(created[0]?.id);
  expect(await store.keys()).toEqual([]);
});

test('what the service refuses is not remembered', async () => {
  const { client } = connected(server.url, 'bad', store);
  await expect(client.upload(picked())).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await store.keys()).toEqual([]);
});

test('another file is another upload, and so is the same one after it was sent', async () => {
  const id = await leftHalfWay();
  const { client } = connected(server.url, 'good', store);
  const other = await client.upload(picked('other.bin'));
  const same = await client.upload(picked());
  const again = await client.upload(picked());
  expect(same.id).toBe(id);
  expect(new Set([id, other.id, again.id]).size).toBe(3);
});

test('a small file whose transfer was interrupted is sent again as the same file', async () => {
  const { client } = connected(server.url, 'good', store);
  const small = new File(['abc'], 'small.txt', { type: 'text/plain', lastModified: 1 });
  const leave = new AbortController();
  let id = '';
  const onCreated = (file: { id: string }) => {
    id = file.id;
    leave.abort();
  };
  await client.upload(small, { signal: leave.signal, onCreated }).catch(() => undefined);
  expect((await client.upload(small)).id).toBe(id);
});

test('the same file twice at once is two files', async () => {
  const { client } = connected(server.url, 'good', store);
  const [one, two] = await Promise.all([client.upload(picked()), client.upload(picked())]);
  expect(one.id).not.toBe(two.id);
});

test('a store that fails fails no upload', async () => {
  const no = () => Promise.reject(new Error('the person allows no storage'));
  const { client } = connected(server.url, 'good', { get: no, set: no, delete: no, keys: no });
  const { id } = await client.upload(picked());
  expect(server.bytesOf(id)).toEqual(bytes);
});
