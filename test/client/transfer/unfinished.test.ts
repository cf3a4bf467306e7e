import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Unfinished } from '../../../client/index.js';
import { connected } from '../connected.js';
import { partBytes } from '../contract-file.js';
import { ContractServer } from '../contract-server.js';
import { keptUploads } from '../kept-uploads.js';
import { refusalOf } from '../refusal-of.js';

let server: ContractServer;
let entries: Map<string, Unfinished>;
beforeEach(async () => {
  entries = new Map();
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

const visit = () => connected(server.url, 'good', keptUploads(entries));
const picked = (name: string, size = 10 * partBytes) =>
  new File([randomBytes(size)], name, { type: 'application/octet-stream', lastModified: 1 });

/** A page that is closed after storage has some of the file. */
async function left(file: File): Promise<void> {
  const { client } = visit();
  const leave = new AbortController();
  const held = server.holdNext(/^PUT .*(?:\/4|-[0-9a-f]{12})$/);
  const ended = client
    .upload(file, { signal: leave.signal, metadata: { room: '7' } })
    .catch((error: unknown) => error);
  await held.reached;
  leave.abort();
  await ended;
  held.release();
  await server.settled();
}

test('an interrupted upload is listed on the next visit, with its progress', async () => {
  await left(picked('film.bin'));
  await left(picked('note.bin', 20));
  const { client } = visit();
  const unfinished = await client.unfinished();
  expect(unfinished).toEqual([
    expect.objectContaining({
      filename: 'film.bin',
      sizeBytes: 1000,
      startedAt: expect.any(Date),
      lastModified: 1,
      metadata: { room: '7' },
    }),
    expect.objectContaining({ filename: 'note.bin', sizeBytes: 20, sentBytes: 0 }),
  ]);
  const [{ id, sentBytes } = { id: '', sentBytes: 0 }] = unfinished;
  expect(sentBytes).toBeGreaterThan(0);
  expect(sentBytes % partBytes).toBe(0);
  expect((await client.file(id)).status).toBe('pending');
});

test('running and complete uploads are not unfinished', async () => {
  const { client } = visit();
  const held = server.holdNext(/^PUT .*\/2$/);
  const upload = client.upload(picked('film.bin'));
  await held.reached;
  expect(await client.unfinished()).toEqual([]);
  held.release();
  await upload;
  expect(await visit().client.unfinished()).toEqual([]);
});

test('discarding one aborts it in the service too, also if it has ended there', async () => {
  await left(picked('film.bin'));
  await left(picked('song.bin'));
  const { client } = visit();
  const [one, other] = await client.unfinished();
  await one?.discard();
  server.forget(other?.id ?? '');
  await other?.discard();
  expect((await client.file(one?.id ?? '')).status).toBe('aborted');
  expect((await refusalOf(client.file(other?.id ?? ''))).code).toBe('file-not-found');
  expect(await visit().client.unfinished()).toEqual([]);
});

test('another service’s uploads are its own', async () => {
  await left(picked('film.bin'));
  const elsewhere = connected('https://other.example', 'good', keptUploads(entries));
  expect(await elsewhere.client.unfinished()).toEqual([]);
  expect(await visit().client.unfinished()).toHaveLength(1);
});

test('entries with an expired key are removed: after a day, and of earlier versions', async () => {
  await left(picked('film.bin'));
  const [[place, entry] = ['', undefined]] = entries;
  if (!entry) throw new Error('nothing was kept');
  entries.set('of an earlier version', { key: 'k', parts: [1] } as unknown as Unfinished);
  entries.set('fresh', { ...entry, file: { ...entry.file, id: 'fresh' } });
  entries.set(place, { ...entry, startedAt: entry.startedAt - 24 * 3_600_000 });
  const { client } = visit();
  expect((await client.unfinished()).map(({ id }) => id)).toEqual(['fresh']);
  expect([...entries.keys()]).toEqual(['fresh']);
});

test('an upload of any file forgets what is too old', async () => {
  await left(picked('film.bin'));
  for (const [place, entry] of entries) entries.set(place, { ...entry, startedAt: 0 });
  await visit().client.upload(picked('note.bin', 20));
  expect([...entries.keys()]).toEqual([]);
});
