import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { UploadList } from '../../../client/components/upload-list.js';
import { connected } from '../connected.js';
import { ContractServer } from '../contract-server.js';

let server: ContractServer;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

const text = (name: string, content: BlobPart = name) => new File([content], name, { type: 'text/plain' });
const elf = new Uint8Array([0x7f, 0x45, 0x4c, 0x46]);

test('an upload waits, is sent, is checked and ends with the file’s own status', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const seen: string[] = [];
  list.subscribe(() => {
    const [upload] = list.read();
    const state = `${upload?.status} ${upload?.progress} ${upload?.file?.status}`;
    if (seen.at(-1) !== state) seen.push(state);
  });
  const ended = await list.upload(client, text('a.txt'));
  expect(seen).toEqual([
    'waiting 0 undefined',
    'uploading 0 undefined',
    'uploading 0 pending',
    'uploading 1 pending',
    'checking 1 uploaded',
    'verified 1 verified',
  ]);
  expect(list.read()).toEqual([ended]);
  expect(ended).toMatchObject({ name: 'a.txt', status: 'verified', error: undefined });
});

test('a rejected file has its reasons, a refused or unverifiable one its error', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const rejected = await list.upload(client, text('a.txt', elf));
  expect(rejected).toMatchObject({ status: 'rejected', file: { reasons: [{ code: 'executable-content' }] } });
  const refused = await list.upload(client, new File(['x'], 'x.zip', { type: 'application/zip' }));
  expect(refused).toMatchObject({ status: 'failed', file: undefined, error: { code: 'type-not-allowed' } });
  const late = await list.upload(client, text('b.txt'), { verdictTimeoutInSeconds: 0 });
  expect(late).toMatchObject({ status: 'failed', error: { code: 'verdict-timeout' } });
  expect(list.read().map(({ status }) => status)).toEqual(['rejected', 'failed', 'failed']);
});

test('each change is a new list with the unchanged uploads in it, and none without a change', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  await list.upload(client, text('a.txt'));
  const before = list.read();
  expect(list.read()).toBe(before);
  await list.upload(client, text('b.txt'));
  expect(list.read()).not.toBe(before);
  expect(list.read()[0]).toBe(before[0]);
});

test('three are sent at once; one that is aborted while it waits is never created', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const held = ['1', '2', '3'].map(() => server.holdNext(/^PUT \/storage/));
  const ends = ['1', '2', '3', '4', '5'].map((name) => list.upload(client, text(`${name}.txt`)));
  await Promise.all(held.map(({ reached }) => reached));
  const statuses = () => list.read().map(({ status }) => status);
  expect(statuses()).toEqual(['uploading', 'uploading', 'uploading', 'waiting', 'waiting']);
  list.read()[3]?.abort();
  expect(await ends[3]).toMatchObject({ name: '4.txt', status: 'aborted' });
  for (const { release } of held) release();
  await Promise.all(ends);
  expect(statuses()).toEqual(['verified', 'verified', 'verified', 'aborted', 'verified']);
  expect(server.asked.filter((line) => line === 'POST /uploads')).toHaveLength(4);
});

test('an abort cancels in the service too, and the next upload has its place', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const held = server.holdNext(/^PUT \/storage/);
  const first = list.upload(client, text('a.txt'));
  await held.reached;
  list.read()[0]?.abort();
  const ended = await first;
  held.release();
  expect(ended).toMatchObject({ status: 'aborted', error: undefined });
  await server.settled();
  expect(server.asked).toContain('DELETE /uploads/{id}');
  for (const name of ['b', 'c', 'd', 'e']) await list.upload(client, text(`${name}.txt`));
  expect(list.read().map(({ status }) => status)).toEqual([
    'aborted',
    ...['verified', 'verified', 'verified', 'verified'],
  ]);
});

test('a file that was stored before the abort arrived is deleted', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  // S3 has the bytes; its response is on the way.
  server.failNext(/^DELETE \/uploads/, {
    status: 409,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ code: 'upload-finished', detail: 'The bytes are there', status: 409 }),
  });
  const held = server.holdNext(/^PUT \/storage/);
  const end = list.upload(client, text('a.txt'));
  await held.reached;
  list.read()[0]?.abort();
  expect((await end).status).toBe('aborted');
  held.release();
  await server.settled();
  expect(server.asked.at(-1)).toBe('GET /health');
  expect(server.asked).toContain('DELETE /files/{id}');
});

test('an abort while the content is checked changes nothing', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const held = server.holdNext(/^GET \/files\//);
  const end = list.upload(client, text('a.txt'));
  await held.reached;
  list.abortAll();
  held.release();
  expect((await end).status).toBe('verified');
  expect(server.asked.filter((line) => line.startsWith('DELETE'))).toEqual([]);
});

test('a signal stops an upload without an abort in the service', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const stop = new AbortController();
  const held = server.holdNext(/^PUT \/storage/);
  const end = list.upload(client, text('a.txt'), { signal: stop.signal });
  await held.reached;
  stop.abort();
  expect((await end).status).toBe('aborted');
  held.release();
  await server.settled();
  expect(server.asked.filter((line) => line.startsWith('DELETE'))).toEqual([]);
});

test('only uploads that have ended are cleared', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  await list.upload(client, text('a.txt'));
  const held = server.holdNext(/^PUT \/storage/);
  const end = list.upload(client, text('b.txt'));
  await held.reached;
  list.clear();
  expect(list.read().map(({ name }) => name)).toEqual(['b.txt']);
  held.release();
  await end;
  await list.upload(client, text('c.txt'));
  let changes = 0;
  list.subscribe(() => (changes += 1));
  list.clear();
  expect(list.read()).toEqual([]);
  // What shows the list draws it once.
  expect(changes).toBe(1);
});

test('what failed or was aborted is retried in its place; nothing else is', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const names = () => list.read().map(({ name, status }) => `${name} ${status}`);
  server.failNext(/^POST \/uploads/, { status: 403, headers: {}, body: 'a proxy' });
  const failed = await list.upload(client, text('a.txt'));
  const verified = await list.upload(client, text('b.txt'));
  expect(names()).toEqual(['a.txt failed', 'b.txt verified']);
  expect(await failed.retry()).toMatchObject({ key: failed.key, status: 'verified', error: undefined });
  expect(names()).toEqual(['a.txt verified', 'b.txt verified']);
  const asked = server.asked.length;
  expect(await verified.retry()).toBe(verified);
  expect(server.asked).toHaveLength(asked);
});

test('if only the verdict is missing, a retry sends nothing', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const late = await list.upload(client, text('a.txt'), { verdictTimeoutInSeconds: 0 });
  expect(late.error).toMatchObject({ code: 'verdict-timeout' });
  const asked = server.asked.length;
  await late.retry();
  expect(server.asked.slice(asked).every((line) => line.startsWith('GET /files/'))).toBe(true);
  expect(server.asked.length).toBeGreaterThan(asked);
});

test('the end of an aborted upload changes nothing of its retry', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const held = server.holdNext(/^PUT \/storage/);
  const first = list.upload(client, text('a.txt'));
  await held.reached;
  list.read()[0]?.abort();
  const retried = (await first).retry();
  held.release();
  expect((await retried).status).toBe('verified');
  expect(list.read()).toEqual([await retried]);
});

test('one upload is removed, if it has ended', async () => {
  const { client } = connected(server.url);
  const list = new UploadList();
  const held = server.holdNext(/^PUT \/storage/);
  const end = list.upload(client, text('a.txt'));
  await held.reached;
  list.read()[0]?.remove();
  expect(list.read()).toHaveLength(1);
  held.release();
  const ended = await end;
  await list.upload(client, text('b.txt'));
  ended.remove();
  expect(list.read().map(({ name }) => name)).toEqual(['b.txt']);
});
