import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient } from '../../client/index.js';
import { connected } from './connected.js';
import { json } from './contract-reply.js';
import { ContractServer } from './contract-server.js';
import { refusalOf } from './refusal-of.js';

let server: ContractServer;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

test('the API’s own problem arrives whole', async () => {
  const { client } = connected(server.url);
  const empty = new File([], 'empty.png', { type: 'image/png' });
  expect(await refusalOf(client.upload(empty))).toMatchObject({
    code: 'invalid-request',
    status: 400,
    detail: 'One field is wrong',
    requestId: 'request-1',
    errors: [{ pointer: '/sizeBytes', detail: 'expected at least 1' }],
  });
  expect((await refusalOf(client.file('nobody'))).code).toBe('file-not-found');
});

describe('the gateway’s plain refusals have codes too', () => {
  test.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'route-not-found'],
    [413, 'request-too-large'],
    [429, 'too-many-requests'],
    [500, 'service-unavailable'],
    [503, 'service-unavailable'],
    [418, 'unexpected-answer'],
  ])('%i is %s', async (status, code) => {
    const { client } = connected(server.url);
    for (let i = 0; i < 4; i += 1) {
      server.failNext(/./, json(status, { message: 'No' }, { 'apigw-requestid': 'gateway-7' }));
    }
    expect(await refusalOf(client.file('x'))).toMatchObject({ code, status, requestId: 'gateway-7' });
  });
});

test('a rejected token is reported; the token is requested for every request', async () => {
  const { client } = connected(server.url, 'stale');
  expect((await refusalOf(client.file('x'))).code).toBe('unauthenticated');
  const tokens = ['stale', 'good'];
  const renewing = createClient({ apiUrl: `${server.url}/`, getToken: () => tokens.shift() ?? '' });
  expect((await refusalOf(renewing.file('x'))).code).toBe('unauthenticated');
  expect((await refusalOf(renewing.file('x'))).code).toBe('file-not-found');
});

test('an unreachable service is a network error without the secrets of its URL', async () => {
  const { client, clock } = connected(server.url);
  await server.close();
  const error = await refusalOf(client.file('x'));
  expect(error).toMatchObject({ code: 'network', status: 0, retryable: true, cause: 'ECONNREFUSED' });
  expect(clock.waits).toEqual([800, 1600, 3200]);
});

test('a page that is not the API is distinguished from a missing file', async () => {
  const { client } = connected(server.url);
  server.failNext(/./, { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Log in</h1>' });
  expect((await refusalOf(client.file('x'))).code).toBe('unexpected-answer');
});

test('a wait that is too long for a person is handed on', async () => {
  const { client, clock } = connected(server.url);
  server.failNext(/./, json(429, { message: 'Too Many Requests' }, { 'retry-after': '120' }));
  expect(await refusalOf(client.file('x'))).toMatchObject({ retryAfterSeconds: 120, retryable: true });
  expect(clock.waits).toEqual([]);
});
