import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { routes, type RouteName } from '../../lambda/api/routes.js';
import { maxBodyBytes, type Route } from '../../lambda/api/schema/route.js';
import { dispatcher } from '../../lambda/api/dispatcher.js';
import { serve, type ServedBy } from '../../lambda/api/served.js';
import { Problem } from '../../lambda/core/problem.js';
import { everyRoute } from './every-route.js';
import { bearer, context, gatewayEvent } from './gateway-event.js';

let parsed: jest.SpiedFunction<typeof JSON.parse>;
beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  parsed = jest.spyOn(JSON, 'parse');
});
afterEach(() => void jest.restoreAllMocks());

interface Answered {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { pointer: string; detail: string }[];
  readonly errorsOmitted?: number;
}

const answerTo = everyRoute();
const headers = { authorization: bearer({ sub: 'alice', groups: ['all'] }), accept: 'application/json' };

async function ask(name: RouteName, asked: Parameters<typeof gatewayEvent>[1], more: object = {}) {
  const row: Route = routes[name];
  const event = gatewayEvent(`${row.method} ${row.path}`, {
    ...asked,
    headers: { ...headers, ...asked?.headers },
  });
  const { statusCode, body = '' } = await answerTo(row, { ...event, ...more });
  const parsedBodies = parsed.mock.calls.filter(([text]) => text === asked?.body).length;
  return {
    statusCode,
    bytes: Buffer.byteLength(body),
    parsedBodies,
    ...(JSON.parse(body || '{}') as Answered),
  };
}

const upload = { filename: 'a', contentType: 'image/png', sizeBytes: 1 };
/** JSON of an upload, enlarged to a number of bytes by its middle. */
function uploadOf(bytes: number, filler = ' '): string {
  const [start, end] = [JSON.stringify(upload).slice(0, -1), '}'];
  const room = bytes - Buffer.byteLength(start + end);
  return start + filler.repeat(Math.floor(room / Buffer.byteLength(filler))) + end;
}

describe('a body that is too large', () => {
  test('is refused before it is parsed, and one of just as many bytes as may be is not', async () => {
    expect(await ask('createUpload', { body: uploadOf(maxBodyBytes) })).toMatchObject({
      code: 'conflict',
      parsedBodies: 1,
    });
    expect(await ask('createUpload', { body: uploadOf(maxBodyBytes + 1) })).toMatchObject({
      ...{ statusCode: 413, code: 'request-too-large', parsedBodies: 0 },
      detail: expect.stringContaining('65536'),
    });
  });

  test('is measured in bytes', async () => {
    const body = JSON.stringify({ ...upload, filename: '写'.repeat(maxBodyBytes / 3) });
    expect(body.length).toBeLessThan(maxBodyBytes);
    expect(await ask('createUpload', { body })).toMatchObject({ code: 'request-too-large', parsedBodies: 0 });
  });

  test('is measured as it was sent where the gateway passes it on in base64', async () => {
    const encoded = (bytes: number) => ({ body: btoa(uploadOf(bytes)) });
    const base64 = { isBase64Encoded: true };
    expect(await ask('createUpload', encoded(maxBodyBytes), base64)).toMatchObject({ code: 'conflict' });
    expect(await ask('createUpload', encoded(maxBodyBytes + 1), base64)).toMatchObject({
      code: 'request-too-large',
    });
  });

  test.each(Object.keys(routes) as RouteName[])('is refused by %s', async (name) => {
    const { method, maxBodyBytes: most = maxBodyBytes }: Route = routes[name];
    const { statusCode, code } = await ask(name, { body: 'x'.repeat(most + 1) });
    expect([statusCode, code]).toEqual([413, method === 'HEAD' ? undefined : 'request-too-large']);
  });
});

test('a head of 16 KiB is not refused, and one byte more is', async () => {
  const head = (bytes: number) => {
    const event = gatewayEvent('GET /files/{id}', { headers });
    const known = [event.rawPath, ...Object.entries(event.headers).flat()].join('').length;
    return { rawQueryString: 'x'.repeat(bytes - known) };
  };
  expect(await ask('readFile', {}, head(16 * 1024))).toMatchObject({ code: 'conflict' });
  expect(await ask('readFile', {}, head(16 * 1024 + 1))).toMatchObject({ code: 'request-too-large' });
});

test.each([
  ['a long query', { rawQueryString: 'a='.padEnd(17_000, 'x') }],
  ['a long path', { rawPath: '/files/'.padEnd(17_000, 'x') }],
  ['many cookies', { cookies: Array<string>(2000).fill('a=23456789') }],
  ['a long header', { headers: { ...headers, 'accept-language': 'de,'.repeat(6000) } }],
])('%s is refused', async (_what, more) => {
  expect(await ask('readFile', {}, more)).toMatchObject({ statusCode: 413, code: 'request-too-large' });
});

test.each([
  ['[', 17, 'malformed-json'],
  ['{"a":', 17, 'malformed-json'],
  ['[', 16, 'invalid-request'],
  ['"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\"[[["', 0, 'invalid-request'],
])('a body of %j, %i levels deep, is %s', async (open, depth, code) => {
  const body = depth === 0 ? open : open.repeat(depth) + '1' + (open === '[' ? ']' : '}').repeat(depth);
  expect(await ask('createUpload', { body })).toMatchObject({ statusCode: 400, code });
});

test('bytes that are no UTF-8 are no JSON', async () => {
  const body = Buffer.from('{"filename":"caf\xe9"}', 'latin1').toString('base64');
  expect(await ask('changeFile', { body }, { isBase64Encoded: true })).toMatchObject({
    code: 'malformed-json',
  });
});

describe('a request with much wrong', () => {
  test('reports the first 20, and the number of the others', async () => {
    const fields = Array.from({ length: 5000 }, (_, at) => [`k${at}`, 0]);
    const answer = await ask('createUpload', {
      body: JSON.stringify({ ...upload, ...Object.fromEntries(fields) }),
    });
    expect(answer).toMatchObject({ code: 'invalid-request', errorsOmitted: 4980 });
    expect(answer.errors?.map(({ pointer }) => pointer)).toEqual(
      fields.slice(0, 20).map(([name]) => `/${name}`),
    );
    expect(answer.detail).toMatch(/; and 4980 more$/);
    expect(answer.bytes).toBeLessThan(8192);
  });

  test('of a few things, of each', async () => {
    const answer = await ask('createUpload', { body: '{"a":1,"b":2}' });
    expect(answer.errors).toHaveLength(5);
    expect(answer).not.toHaveProperty('errorsOmitted');
  });

  test('has what it sent quoted shortly, and no character cut in two', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `${'\u{1F4F7}'.repeat(400)}${at}`);
    const answer = await ask('createUpload', {
      body: JSON.stringify(Object.fromEntries(names.map((name) => [name, 0]))),
    });
    expect(answer.errors).toHaveLength(20);
    for (const { pointer } of answer.errors ?? []) expect(pointer.isWellFormed()).toBe(true);
    expect(answer.bytes).toBeLessThan(8192);
  });

  test('reports a list that is too long, and none of its elements', async () => {
    const body = JSON.stringify({ ids: Array<number>(20_000).fill(0) });
    expect(await ask('readUrls', { body })).toMatchObject({
      errors: [{ pointer: '/ids', detail: 'expected at most 100 elements' }],
    });
  });

  test('reports too much metadata, and none of its entries', async () => {
    const metadata = Object.fromEntries(Array.from({ length: 6000 }, (_, at) => [at, 0]));
    for (const body of [{ ...upload, metadata }, { metadata }])
      expect(
        await ask('filename' in body ? 'createUpload' : 'changeFile', { body: JSON.stringify(body) }),
      ).toMatchObject({
        errors: [
          { pointer: '/metadata', detail: expect.stringMatching(/^expected at most (16|32) entries$/) },
        ],
      });
  });
});

test('an open route looks up what its path names before it parses a body', async () => {
  const order: string[] = [];
  const unexpected = () => {
    throw new Error('not asked for here');
  };
  const names = Object.keys(routes).filter(
    (name) => (routes[name as RouteName] as Route).function === 'download',
  );
  const served = Object.fromEntries(
    names.map((name) => [name, serve(routes[name as RouteName] as Route, unexpected)]),
  );
  const download = dispatcher<'download'>(
    {
      ...(served as unknown as ServedBy<'download'>),
      useShare: serve(routes.useShare, ({ body }) => {
        order.push('looked up');
        body();
        throw new Problem('share-not-found', 'gone');
      }),
    },
    { ownerClaim: 'sub', groupsClaim: 'groups', rolesClaim: 'groups' },
  );
  const event = gatewayEvent('POST /s/{token}', { body: '{"password":"x"}' });
  parsed.mockImplementation(() => void order.push('parsed'));
  await download(event, context);
  expect(order).toEqual(['looked up', 'parsed']);
});
