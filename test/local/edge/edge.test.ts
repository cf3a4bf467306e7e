import http from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fileHeaders } from '../../../lib/cdn/file-headers.js';
import { startEdge, type Edge } from '../../../local/edge/edge.js';
import type { OriginRead } from '../../../local/edge/origin-reads.js';
import { alice, keyPairId, now, publicKey, type EdgeRequest } from './edge-request.js';
import { cookieRequestsTo } from './hostile-cookies.js';
import { requestsTo } from './hostile-requests.js';

let edge: Edge;
let time = now;
/** What arrived at the bucket; it has a clean version of each key until it is deleted. */
let reads: OriginRead[];
let isDeleted: boolean;

beforeAll(async () => {
  edge = await startEdge(() => time);
  edge.open({
    keys: new Map([[keyPairId, publicKey]]),
    read: async (read) => {
      reads.push(read);
      if (isDeleted || read.query['versionId'] === undefined) return undefined;
      const body = Buffer.from(`bytes ${String(reads.length)}`);
      return {
        status: read.headers.range === undefined ? 200 : 206,
        headers: { 'content-type': 'image/png', 'x-frame-options': 'ALLOWALL' },
        sendTo: async (response) => {
          response.end(body);
          return body;
        },
      };
    },
  });
});
beforeEach(() => {
  reads = [];
  isDeleted = false;
});
afterAll(() => edge.stop());

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
}

/** The path as it is: `fetch` would normalize it. */
function send({ path, cookies = {}, host }: EdgeRequest, more: object = {}, method = 'GET'): Promise<Answer> {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const headers = { ...(cookie.length > 0 && { cookie: cookie.join('; ') }), ...(host && { host }), ...more };
  const { port } = new URL(edge.url);
  return new Promise((resolve, reject) => {
    http
      .request({ host: '127.0.0.1', port, path, headers, method })
      .on('response', (response) => {
        void text(response).then((body) => {
          resolve({ status: response.statusCode, body, headers: response.headers });
        });
      })
      .on('error', reject)
      .end();
  });
}

const allRequestsTo = (origin: string) => {
  const [urls, cookies] = [requestsTo(origin), cookieRequestsTo(origin)];
  return {
    allowed: { ...urls.allowed, ...cookies.allowed },
    refused: { ...urls.refused, ...cookies.refused },
  };
};
const { allowed, refused } = allRequestsTo('http://origin');
const named = (kind: 'allowed' | 'refused', name: string): EdgeRequest => {
  const request = allRequestsTo(edge.url)[kind][name];
  if (!request) throw new Error(`no request ${name}`);
  return request;
};

describe('the edge allows', () => {
  test.each(Object.keys(allowed))('%s', async (name) => {
    expect(await send(named('allowed', name))).toMatchObject({
      status: 200,
      body: expect.stringMatching(/^bytes/),
    });
  });
});

describe('the edge refuses', () => {
  test('at least a hundred', () => {
    expect(Object.keys(refused).length).toBeGreaterThanOrEqual(100);
  });

  test.each(Object.keys(refused))('%s', async (name) => {
    const answer = await send(named('refused', name));
    expect(answer).toMatchObject({ status: 403, headers: { 'content-type': 'text/xml' } });
    expect(answer.body).toMatch(/^<\?xml[^>]*><Error><Code>\w+<\/Code><Message>[\w -]+<\/Message><\/Error>$/);
    expect(answer.body).not.toContain('bytes');
  });

  test('says what CloudFront says', async () => {
    expect((await send(named('refused', 'no key'))).body).toContain('<Code>MissingKey</Code>');
    expect((await send(named('refused', 'an unknown key'))).body).toContain('<Code>InvalidKey</Code>');
    expect((await send(named('refused', 'expired'))).body).toContain('<Code>AccessDenied</Code>');
  });

  test('methods that write', async () => {
    for (const method of ['PUT', 'POST', 'DELETE'])
      expect((await send(named('allowed', 'a URL'), {}, method)).status).toBe(403);
    expect(reads).toEqual([]);
  });
});

describe('the cache', () => {
  const later = (seconds: number) => {
    time = new Date(time.getTime() + seconds * 1000);
  };
  const url = () => named('allowed', 'a URL');
  beforeEach(() => {
    later(61);
  });
  afterAll(() => {
    time = now;
  });

  test('has one copy for all signatures, for a minute', async () => {
    const first = await send(url());
    expect(first.headers['x-cache']).toBe('Miss');
    later(59);
    const second = await send({ path: url().path });
    expect([second.body, second.headers['x-cache']]).toEqual([first.body, 'Hit']);
    later(1);
    expect((await send(url())).headers['x-cache']).toBe('Miss');
    expect(reads).toHaveLength(2);
  });

  test('answers with a deleted file for a minute at most', async () => {
    await send(url());
    isDeleted = true;
    later(59);
    expect((await send(url())).status).toBe(200);
    later(1);
    expect((await send(url())).status).toBe(403);
  });

  test('keeps no refusal: a file is there as soon as it may be read', async () => {
    isDeleted = true;
    expect((await send(url())).status).toBe(403);
    isDeleted = false;
    expect((await send(url())).status).toBe(200);
  });

  test('keeps no part as if it were the whole', async () => {
    expect((await send(url(), { range: 'bytes=0-1' })).status).toBe(206);
    expect((await send(url())).status).toBe(200);
    expect((await send(url(), { range: 'bytes=0-1' })).status).toBe(206);
    expect(reads.map(({ headers }) => headers.range)).toEqual(['bytes=0-1', undefined, 'bytes=0-1']);
  });

  test('answers no condition with what it keeps', async () => {
    await send(url());
    expect((await send(url(), { 'if-none-match': '"etag"' })).headers['x-cache']).toBe('Miss');
  });

  test('keeps what was requested by HEAD apart', async () => {
    await send(url(), {}, 'HEAD');
    expect((await send(url())).body).toMatch(/^bytes/);
  });

  test('is shared by cookies, and what the viewer adds to their query is not sent on', async () => {
    await send(named('allowed', 'cookies of an owner'));
    const dressed = await send(named('allowed', 'cookies of an owner, whose headers are fixed'));
    expect(dressed.headers).toMatchObject({ 'x-cache': 'Hit', ...fileHeaders });
    expect(reads).toEqual([
      expect.objectContaining({
        path: `/${alice}`,
        query: {
          versionId: 'L4kq',
          'response-content-disposition': 'attachment',
          'response-content-encoding': 'identity',
          'response-content-language': 'und',
          'response-cache-control': 'private,immutable,max-age=3600,stale-if-error=0',
        },
      }),
    ]);
  });

  test('sends on the version and headers of the response, and nothing of the signature', async () => {
    await send(url());
    expect(reads).toEqual([
      expect.objectContaining({
        path: `/${alice}`,
        query: { versionId: 'L4kq', 'response-content-type': 'image/png' },
      }),
    ]);
  });
});

test('every response has the headers of files, whatever the bucket says', async () => {
  for (const request of [named('allowed', 'a URL'), named('refused', 'expired')])
    expect((await send(request)).headers).toMatchObject(fileHeaders);
});

test('a browser may ask before it reads a part, with the same signature', async () => {
  const origin = 'http://127.0.0.1:4000';
  const answer = await send(named('allowed', 'a URL'), { origin }, 'OPTIONS');
  expect(answer).toMatchObject({
    status: 204,
    headers: { 'access-control-allow-origin': origin, 'access-control-allow-headers': 'range' },
  });
  expect((await send(named('refused', 'expired'), { origin }, 'OPTIONS')).status).toBe(403);
});

test('a page of this machine may send cookies; a preflight has none, and is refused', async () => {
  const origin = 'http://127.0.0.1:4000';
  const { headers } = await send(named('allowed', 'cookies of an owner'), { origin });
  expect(headers).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
  });
  const preflight = await send(named('allowed', 'cookies of an owner'), { origin }, 'OPTIONS');
  expect(preflight.status).toBe(403);
  const ofUrl = await send(named('allowed', 'a URL'), { origin });
  expect(ofUrl.headers).not.toHaveProperty('access-control-allow-credentials');
});

test('a page of this machine may read, another page may not', async () => {
  const from = async (origin: string) =>
    (await send(named('allowed', 'a URL'), { origin })).headers['access-control-allow-origin'];
  expect(await from('http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000');
  expect(await from('https://evil.example.com')).toBeUndefined();
});
