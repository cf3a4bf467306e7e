import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { jsonService } from '../../../lambda/aws/http/json-service.js';

/** The answers to the first requests; after these, `{}`. */
type Answer = (response: ServerResponse, request: IncomingMessage) => void;
let answers: Answer[] = [];
let received: { headers: IncomingMessage['headers']; body: string; socket: Socket }[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    received.push({ headers: request.headers, body, socket: request.socket });
    const answer = answers.shift() ?? ((sent) => sent.end('{}'));
    answer(response, request);
  });
});

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  Object.assign(process.env, {
    ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  answers = [];
  received = [];
  // Without the waits: they are chosen at random, from zero up.
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => void jest.restoreAllMocks());

const call = () =>
  jsonService({ name: 'dynamodb', target: 'DynamoDB_20120810', version: '1.0' })('GetItem', { a: 1 });
const failing =
  (status: number, body: string, headers = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(body);
const named = (name: string, status = 400, headers = {}) =>
  failing(status, JSON.stringify({ __type: `com.amazonaws#${name}`, message: 'no' }), headers);

test('a request has its operation, and uses the connection of the one before', async () => {
  answers = [(response) => response.end('{"Item":{}}')];
  await expect(call()).resolves.toEqual({ Item: {} });
  await call();
  expect(received[0]?.headers).toMatchObject({
    ...{ 'x-amz-target': 'DynamoDB_20120810.GetItem', 'content-type': 'application/x-amz-json-1.0' },
    authorization: expect.stringContaining('AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/'),
  });
  expect(received[0]?.body).toBe('{"a":1}');
  expect(received[1]?.socket).toBe(received[0]?.socket);
});

test.each<[string, Answer]>([
  ['throttling', named('ThrottlingException')],
  ['too little throughput', named('ProvisionedThroughputExceededException')],
  ['an error of the service', failing(500, '')],
  ['a page of a proxy', failing(503, '<html>busy</html>')],
  ['a connection that ends', (_response, { socket }) => void socket.destroy()],
  [
    'an answer that ends too early',
    (response, { socket }) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"Item":');
      setImmediate(() => socket.destroy());
    },
  ],
  ['an answer that is no JSON', failing(200, '{"Item":')],
])('%s is retried twice', async (_what, answer) => {
  answers = [answer, answer];
  await expect(call()).resolves.toEqual({});
  expect(received).toHaveLength(3);
  answers = [answer, answer, answer];
  await expect(call()).rejects.toHaveProperty('message');
  expect(received).toHaveLength(6);
});

test.each(['ConditionalCheckFailedException', 'ValidationException', 'AccessDeniedException'])(
  '%s is final',
  async (name) => {
    answers = [named(name)];
    await expect(call()).rejects.toMatchObject({ name, message: 'no', status: 400 });
    expect(received).toHaveLength(1);
  },
);

test('as many tries are made as AWS_MAX_ATTEMPTS says', async () => {
  process.env['AWS_MAX_ATTEMPTS'] = '5';
  answers = [1, 2, 3, 4].map(() => failing(500, ''));
  await expect(call()).resolves.toEqual({});
  delete process.env['AWS_MAX_ATTEMPTS'];
  expect(received).toHaveLength(5);
});

test('a clock that is wrong is adjusted by that of AWS, once', async () => {
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  answers = [named('InvalidSignatureException', 403, { date })];
  await expect(call()).resolves.toEqual({});
  const times = received.map(({ headers }) => String(headers['x-amz-date']));
  expect(times[1]?.slice(0, 11)).toBe(`${new Date(date).toISOString().replace(/[-:]/g, '').slice(0, 11)}`);

  received = [];
  answers = [named('InvalidSignatureException', 403, { date: new Date().toUTCString() })];
  await expect(call()).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  expect(received).toHaveLength(1);
});

test('a service is given the trace of the invocation', async () => {
  process.env['_X_AMZN_TRACE_ID'] = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
  await call();
  delete process.env['_X_AMZN_TRACE_ID'];
  await call();
  expect(received.map(({ headers }) => headers['x-amzn-trace-id'])).toEqual([
    'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1',
    undefined,
  ]);
});

test('credentials that were replaced are used with the next request', async () => {
  const one = jsonService({ name: 'sqs', target: 'AmazonSQS', version: '1.0' });
  await one('SendMessage', {});
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDNEXT';
  process.env['AWS_SESSION_TOKEN'] = 'token';
  await one('SendMessage', {});
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDEXAMPLE';
  delete process.env['AWS_SESSION_TOKEN'];
  expect(received.map(({ headers }) => headers['x-amz-security-token'])).toEqual([undefined, 'token']);
  expect(received[1]?.headers.authorization).toMatch(/Credential=AKIDNEXT\/\d{8}\/eu-west-1\/sqs\//);
});

test.each([
  ['eu-west-1', 'https://dynamodb.eu-west-1.amazonaws.com/'],
  ['cn-north-1', 'https://dynamodb.cn-north-1.amazonaws.com.cn/'],
])('without an endpoint of its own, a service is at that of the Region: %s', async (region, url) => {
  const { serviceEndpoint } = await import('../../../lambda/aws/http/service-endpoint.js');
  const { AWS_ENDPOINT_URL = '' } = process.env;
  delete process.env['AWS_ENDPOINT_URL'];
  expect(serviceEndpoint('dynamodb', region).href).toBe(url);
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = 'https://own.example/';
  expect(serviceEndpoint('dynamodb', region).href).toBe('https://own.example/');
  expect(serviceEndpoint('sqs', region).host).toContain('sqs');
  delete process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  Object.assign(process.env, { AWS_ENDPOINT_URL });
});
