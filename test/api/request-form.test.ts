import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { routes, type RouteName } from '../../lambda/api/routes.js';
import type { Route } from '../../lambda/api/schema/route.js';
import { everyRoute } from './every-route.js';
import { bearer, gatewayEvent } from './gateway-event.js';

let given: { body?: unknown; query?: unknown };
const answerTo = everyRoute((body, query) => (given = { body, query }));
beforeAll(() => void jest.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterAll(() => void jest.restoreAllMocks());

interface Answer {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

async function ask(name: RouteName, change: Partial<APIGatewayProxyEventV2>): Promise<Answer> {
  const row: Route = routes[name];
  given = {};
  const { headers, ...more } = change;
  const authorization = bearer({ sub: 'alice', groups: ['all'] });
  const event = gatewayEvent(`${row.method} ${row.path}`, {
    headers: {
      authorization,
      accept: 'application/json',
      ...(headers as Record<string, string> | undefined),
    },
  });
  const { body = '' } = await answerTo(row, { ...event, ...more });
  return JSON.parse(body) as Answer;
}

const upload = { filename: 'a.png', contentType: 'image/png', sizeBytes: 1 };
const body = JSON.stringify(upload);
const base64 = (bytes: Buffer) => ({ body: bytes.toString('base64'), isBase64Encoded: true });

describe('a body', () => {
  test.each([
    undefined,
    'application/json',
    'Application/JSON; Charset="UTF-8"',
    'application/json;charset=utf8',
    'application/merge-patch+json',
  ])('of the media type %s is read', async (type) => {
    await ask('createUpload', { body, headers: type ? { 'content-type': type } : {} });
    expect(given.body).toEqual(upload);
  });

  test.each([
    ['text/plain', 'the media type text/plain'],
    ['application/xml', 'the media type application/xml'],
    ['multipart/form-data; boundary=x', 'the media type multipart/form-data'],
    ['application/x-www-form-urlencoded', 'the media type application/x-www-form-urlencoded'],
    ['application/jsonp', 'the media type application/jsonp'],
    ['application/json; charset=iso-8859-1', 'the charset iso-8859-1'],
  ])('of the media type %s is refused by name', async (type, named) => {
    expect(await ask('createUpload', { body, headers: { 'content-type': type } })).toMatchObject({
      code: 'media-type-not-supported',
      detail: `The body has ${named}; expected application/json in UTF-8`,
    });
    expect(given).toEqual({});
  });

  test('that is compressed is refused for that', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(await ask('createUpload', { ...base64(Buffer.from([0x1f, 0x8b])), headers })).toMatchObject({
      code: 'media-type-not-supported',
      detail: expect.stringContaining('content coding gzip'),
    });
    await ask('createUpload', { body, headers: { 'content-encoding': 'identity' } });
    expect(given.body).toEqual(upload);
  });

  test('is a form where a page has one, and nothing at all where it may be left out', async () => {
    const type = 'application/x-www-form-urlencoded; charset=UTF-8';
    await ask('useShare', { body: 'password=a+b', headers: { 'content-type': type } });
    expect(given.body).toEqual({ password: 'a b' });
    await ask('createShare', { headers: { 'content-type': 'text/plain' } });
    expect(given.body).toEqual({});
    await ask('createShare', { body: 'null' });
    expect(given.body).toEqual({});
    expect((await ask('createUpload', { body: 'null' })).code).toBe('invalid-request');
  });

  test('may begin with a byte order mark', async () => {
    await ask('createUpload', { body: `\uFEFF${body}` });
    expect(given.body).toEqual(upload);
    await ask('createUpload', base64(Buffer.from(`\uFEFF${body}`)));
    expect(given.body).toEqual(upload);
  });

  test('that is not UTF-8 is refused, whether the gateway passes on bytes or replaces them', async () => {
    const latin = Buffer.from(JSON.stringify({ ...upload, filename: 'für.png' }), 'latin1');
    for (const event of [base64(latin), { body: latin.toString('utf8') }])
      expect(await ask('createUpload', event)).toMatchObject({
        code: 'malformed-json',
        detail: expect.stringContaining('not UTF-8'),
      });
    await ask('createUpload', { body: body.replace('a.png', '\\ufffd.png') });
    expect(given.body).toMatchObject({ filename: '\uFFFD.png' });
  });

  test.each([
    ['{"filename":"a","filename":"b"}', '"filename"'],
    ['{"filename":"a","file\\u006eame":"b"}', '"file\\u006eame"'],
    ['{"metadata":{"__proto__":"1","__proto__":"2"}}', '"__proto__"'],
    ['{"a" :1,"b":{"a":1},"a"\n:2}', '"a"'],
  ])('with a name twice in one object is refused: %s', async (text, name) => {
    expect(await ask('createUpload', { body: text })).toMatchObject({
      code: 'malformed-json',
      detail: `The body has ${name} twice in one object; expected each name once`,
    });
  });

  test.each([
    '{"filename":"filename","contentType":"{\\"a\\":1,\\"a\\":2}","metadata":{"filename":"x"}}',
    '{"a":[{"b":1},{"b":2}],"c":{"b":3}}',
    '{"a":"\\\\","b":"\\"a\\":"}',
  ])('with a name in several objects or in a text is none: %s', async (text) => {
    expect((await ask('createUpload', { body: text })).code).toBe('invalid-request');
  });
});

describe('a query', () => {
  const query = (rawQueryString: string) => ({
    rawQueryString,
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
  });

  test.each([
    ['limit=1e1', '?limit', 'expected a number of 1 to 100 in decimal digits'],
    ['limit=+5', '?limit', 'expected a number of 1 to 100 in decimal digits'],
    ['limit=', '?limit', 'expected a number of 1 to 100 in decimal digits'],
    ['limit=101', '?limit', 'expected a number of 1 to 100 in decimal digits'],
    ['limit=1&limit=2', '?limit', 'expected once'],
    ['createdAfter=0000-01-01T00:00:00Z', '?createdAfter', 'expected a time since 1970'],
  ])('of %s is refused with what was expected', async (text, pointer, detail) => {
    expect(await ask('listFiles', query(text))).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer, detail }],
    });
  });

  test('may hold any limit, the commas of a value, and a leap second', async () => {
    for (const limit of [1, 9, 10, 99, 100]) {
      await ask('listFiles', query(`limit=${limit}`));
      expect(given.query).toMatchObject({ limit });
    }
    await ask('listFiles', query('createdAfter=2016-12-31T23:59:60Z&cursor=a,b'));
    expect(given.query).toMatchObject({ createdAfter: new Date('2016-12-31T23:59:59Z'), cursor: 'a,b' });
  });

  const rows = Object.entries(routes) as [RouteName, Route][];

  test.each(rows.filter(([, { open, method }]) => !open && method !== 'HEAD').map(([name]) => name))(
    'with an unknown parameter is refused by %s',
    async (name) => {
      expect(await ask(name, { ...query('colour=red'), body: '{}' })).toMatchObject({
        code: 'invalid-request',
        errors: [{ pointer: '?colour', detail: 'Unknown field; leave it out' }],
      });
    },
  );

  test('of a link or another open route may have any', async () => {
    for (const [name, { open, method }] of rows)
      if (open && method === 'GET') {
        expect((await ask(name, query('utm_source=mail'))).code).toBe('conflict');
        expect(given).toEqual({});
      }
  });
});
