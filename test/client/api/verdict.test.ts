import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connected } from '../connected.js';
import { json } from '../contract-reply.js';
import { ContractServer } from '../contract-server.js';
import { refusalOf } from '../refusal-of.js';

let server: ContractServer;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

const pending = { id: 'x', status: 'pending' };

test('a refused file is an answer, with what was found and where', async () => {
  const { client } = connected(server.url);
  server.failNext(/^GET/, json(200, pending));
  server.failNext(/^GET/, json(200, pending));
  const fake = new File([new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0])], 'cat.png', { type: 'image/png' });
  const seen: string[] = [];
  const { id } = await client.upload(fake);
  const file = await client.waitForVerdict(id, { onStatus: ({ status }) => seen.push(status) });
  expect(file.reasons).toEqual([expect.objectContaining({ code: 'executable-content', offset: 0 })]);
  expect(seen).toEqual(['pending', 'uploaded', 'rejected']);
});

test('looks become rarer: from a quarter of a second to five', async () => {
  const { client, clock } = connected(server.url);
  for (let i = 0; i < 12; i += 1) server.failNext(/^GET/, json(200, pending));
  await refusalOf(client.waitForVerdict('x'));
  expect(clock.waits.slice(0, 4)).toEqual([250, 375, 562.5, 843.75]);
  expect(Math.max(...clock.waits)).toBe(5_000);
});

test('a Retry-After of the service is respected, also while it throttles', async () => {
  const { client, clock } = connected(server.url);
  server.failNext(/^GET/, json(200, pending, { 'retry-after': '3' }));
  server.failNext(/^GET/, json(429, { message: 'Too Many Requests' }, { 'retry-after': '7' }));
  server.failNext(/^GET/, json(200, { ...pending, status: 'verified' }));
  expect((await client.waitForVerdict('x')).status).toBe('verified');
  expect(clock.waits).toEqual([3_000, 7_000]);
});

test('waiting stops after the caller’s timeout', async () => {
  const { client, clock } = connected(server.url);
  for (let i = 0; i < 9; i += 1) server.failNext(/^GET/, json(200, pending));
  const error = await refusalOf(client.waitForVerdict('x', { timeoutInSeconds: 2 }));
  expect(error.code).toBe('verdict-timeout');
  expect(clock.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(2_000);
});

test('an abort stops waiting at once', async () => {
  const { client } = connected(server.url);
  server.failNext(/^GET/, json(200, pending));
  const stop = new AbortController();
  const waiting = client.waitForVerdict('x', { signal: stop.signal, onStatus: () => stop.abort() });
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});
