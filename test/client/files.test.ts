import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClient } from '../../client/index.js';
import { connected } from './connected.js';
import { ContractServer } from './contract-server.js';
import { refusalOf } from './refusal-of.js';

let server: ContractServer;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

async function store(count: number): Promise<void> {
  const { client } = connected(server.url);
  for (let i = 0; i < count; i += 1)
    await client.upload(new File([`${i}`], `${i}.txt`, { type: 'text/plain' }));
  server.requests.length = 0;
}

test('a list walks all pages, newest first, and fetches none ahead of the loop', async () => {
  await store(5);
  const { client } = connected(server.url);
  const names: string[] = [];
  for await (const { filename } of client.list({ pageSize: 2 })) names.push(filename);
  expect(names).toEqual(['4.txt', '3.txt', '2.txt', '1.txt', '0.txt']);
  expect(server.asked).toHaveLength(3);

  server.requests.length = 0;
  for await (const file of client.list({ pageSize: 2, status: 'uploaded' }))
    if (file.filename === '3.txt') break;
  expect(server.asked).toEqual(['GET /files?status=uploaded&limit=2']);
});

test('a deleted file is not found', async () => {
  await store(1);
  const { client } = connected(server.url);
  for await (const { id } of client.list()) {
    await client.delete(id);
    expect((await refusalOf(client.file(id))).code).toBe('file-not-found');
  }
});

test('a file is deleted only at the revision that was read, where one is named', async () => {
  await store(1);
  const { client } = connected(server.url);
  for await (const { id } of client.list()) await client.delete(id, { ifRevision: 3 });
  expect(server.requests.at(-1)).toMatchObject({ method: 'DELETE', headers: { 'if-match': '"3"' } });
});

test('URLs for cookies are requested so that the browser keeps them, 100 at a time', async () => {
  const sent: { path: string; credentials: string | undefined; ids: number }[] = [];
  const client = createClient({
    apiUrl: 'https://api.example.com',
    getToken: () => 'token',
    resumeStore: null,
    fetch: async (address, { credentials, body } = {}) => {
      const { ids, ...more } = JSON.parse(String(body)) as { ids: string[] };
      expect(more).toEqual({});
      sent.push({ path: new URL(String(address)).pathname, credentials, ids: ids.length });
      return Response.json({ cookies: {}, items: ids.map((id) => ({ id, url: `https://cdn/${id}` })) });
    },
  });
  const items = await client.contentUrls(
    Array.from({ length: 101 }, (_, index) => String(index)),
    { cookies: true },
  );
  expect(items.at(-1)).toEqual({ id: '100', url: 'https://cdn/100' });
  expect(sent).toEqual([100, 1].map((ids) => ({ path: '/cdn/session', credentials: 'include', ids })));
});

test('a presigned URL is requested as JSON, as attachment by default', async () => {
  await store(1);
  const { client } = connected(server.url);
  for await (const { id } of client.list()) {
    const { url } = await client.contentUrl(id);
    expect(url).toContain('/storage/');
    await client.contentUrl(id, { disposition: 'inline' });
  }
  const [, saved, shown] = server.requests;
  expect(saved).toMatchObject({ path: expect.stringMatching(/url\?disposition=attachment$/) });
  expect(saved?.headers.accept).toBe('application/json');
  expect(shown?.path).toMatch(/disposition=inline$/);
});

test('bytes that storage will not give are an error, not an empty file', async () => {
  await store(1);
  const { client } = connected(server.url);
  for await (const { id } of client.list()) {
    expect(await refusalOf(client.download(id))).toMatchObject({ code: 'storage-refused', status: 403 });
  }
});

test('the limits need no token, so none is requested', async () => {
  const getToken = () => Promise.reject(new Error('nobody is signed in'));
  const client = createClient({ apiUrl: server.url, getToken });
  expect((await client.limits()).maxSizeBytes).toBe(10_000);
});

test('an id cannot leave its place in the path', async () => {
  const { client } = connected(server.url);
  await refusalOf(client.file('../uploads?x=1#'));
  expect(server.requests[0]?.path).toBe('/files/..%2Fuploads%3Fx%3D1%23');
});
