import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Connection } from '../../../client/api/connection.js';
import { put } from '../../../client/transfer/put.js';
import { JumpingClock } from '../connected.js';

const patience = { apiMs: 25, silentMs: 25 };
const late = { name: 'WaybillError', code: 'network', retryable: true };

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  closing.push(() => void server.close().closeAllConnections());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Counted in the client: on a busy machine a request may be aborted before its server has seen it. */
let asked = 0;
const countedFetch: typeof fetch = (...request) => {
  asked += 1;
  return fetch(...request);
};
beforeEach(() => {
  asked = 0;
});

const connection = (apiUrl: string, getToken: () => string | Promise<string> = () => 'good') =>
  new Connection(apiUrl, getToken, countedFetch, new JumpingClock(), patience);

test.each<[string, RequestListener]>([
  ['never answers', () => undefined],
  ['never ends its answer', (_request, response) => void response.writeHead(200).write('{"a":')],
  ['never ends a refusal', (_request, response) => void response.writeHead(500).write('{"a":')],
  [
    'answers a byte at a time',
    (_request, response) => {
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    },
  ],
])('an API that %s gets four tries, and then the request fails', async (_what, answer) => {
  const apiUrl = await serve(answer);
  await expect(connection(apiUrl).ask('GET', '/files')).rejects.toMatchObject(late);
  expect(asked).toBe(4);
});

test('a missing token fails the request, and an abort stops waiting for it', async () => {
  const never = () => new Promise<string>(() => undefined);
  const to = connection('http://127.0.0.1:1', never);
  await expect(to.ask('GET', '/files')).rejects.toMatchObject(late);
  const stop = new AbortController();
  const patient = new Connection('http://127.0.0.1:1', never, fetch, new JumpingClock());
  const answer = patient.ask('GET', '/files', { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
});

test.each<[string, RequestListener]>([
  ['never answers', (request) => void request.resume()],
  ['never ends its answer', (_request, response) => void response.writeHead(200).write('a')],
])('storage that %s gets the bytes again, and then the upload fails', async (_what, answer) => {
  const url = await serve(answer);
  const options = { onSent: () => undefined, renew: () => Promise.reject(new Error('not asked for')) };
  const sent = put(connection(url), { url, headers: {} }, new Blob(['bytes']), options);
  await expect(sent).rejects.toMatchObject(late);
  expect(asked).toBe(8);
});
