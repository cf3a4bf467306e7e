import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { dispatcher } from '../../lambda/api/dispatcher.js';
import { downloadRoutes } from '../../lambda/api/routes/download.js';
import { serve, type ServedBy } from '../../lambda/api/served.js';
import { Problem } from '../../lambda/core/problem.js';
import { context, gatewayEvent } from './gateway-event.js';

const unexpected = () => {
  throw new Error('not asked for here');
};
const downloads: ServedBy<'download'> = {
  readUrl: serve(downloadRoutes.readUrl, unexpected),
  readContent: serve(downloadRoutes.readContent, unexpected),
  probeContent: serve(downloadRoutes.probeContent, unexpected),
  readUrls: serve(downloadRoutes.readUrls, unexpected),
  openCdnSession: serve(downloadRoutes.openCdnSession, unexpected),
  showShare: serve(downloadRoutes.showShare, unexpected),
  probeShare: serve(downloadRoutes.probeShare, unexpected),
  useShare: serve(downloadRoutes.useShare, unexpected),
};
const downloadWith = (served: Partial<ServedBy<'download'>>) =>
  dispatcher<'download'>(
    { ...downloads, ...served },
    { ownerClaim: 'sub', groupsClaim: 'cognito:groups', rolesClaim: 'cognito:groups' },
  );

const lines: Record<string, unknown>[] = [];
beforeEach(() => {
  lines.length = 0;
  jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((line) => lines.push(JSON.parse(String(line)) as Record<string, unknown>) > 0);
});
afterEach(() => void jest.restoreAllMocks());

const read = { url: 'https://s3.example/', expiresAt: '2026-11-22T12:10:00.000Z' };
const always = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
const content = (method = 'GET') => gatewayEvent(`${method} /files/{id}/content`, { id: 'file-1' });
const share = (method = 'GET') => ({
  ...gatewayEvent(`${method} /s/{token}`, { headers: { 'accept-language': 'de', accept: 'text/html' } }),
  pathParameters: { token: 'secret' },
});

describe('a reply', () => {
  test('with a body is JSON, of one caller and for no cache', async () => {
    const handler = downloadWith({
      readContent: serve(downloadRoutes.readContent, () => ({
        ...{ status: 200, body: read, headers: { Vary: 'Accept' }, log: { fileId: 'file-1' } },
      })),
    });
    expect(await handler(content(), context)).toEqual({
      statusCode: 200,
      headers: { ...always, 'Content-Type': 'application/json', Vary: 'Accept' },
      body: JSON.stringify(read),
    });
    expect(lines).toMatchObject([{ status: 200, fileId: 'file-1' }]);
  });

  test('sets each cookie apart, and logs none', async () => {
    const body = { expiresAt: read.expiresAt, cookies: { a: 'secret' }, items: [] };
    const handler = downloadWith({
      openCdnSession: serve(downloadRoutes.openCdnSession, () => ({
        ...{ status: 200, body, cookies: ['a=secret; Secure', 'b=secret; Secure'] },
      })),
    });
    expect(await handler(gatewayEvent('POST /cdn/session', {}), context)).toMatchObject({
      statusCode: 200,
      cookies: ['a=secret; Secure', 'b=secret; Secure'],
      body: JSON.stringify(body),
    });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('without a body has no type, and names in the log only what its route names', async () => {
    const handler = downloadWith({
      readContent: serve(downloadRoutes.readContent, () => ({
        status: 302,
        headers: { Location: read.url },
      })),
    });
    expect(await handler(content(), context)).toEqual({
      statusCode: 302,
      headers: { ...always, Location: read.url },
    });
    expect(lines[0]).not.toHaveProperty('fileId');
  });

  test('to HEAD is that of GET without its body', async () => {
    const handler = downloadWith({
      probeContent: serve(downloadRoutes.probeContent, () => {
        throw new Problem('file-not-found', 'No file of yours has this id');
      }),
    });
    expect(await handler(content('HEAD'), context)).toEqual({
      statusCode: 404,
      headers: { ...always, 'Content-Type': 'application/problem+json' },
    });
  });

  test('that is a page is HTML with the headers of the page and of the reply, and is logged like any other', async () => {
    const headers = { 'Content-Security-Policy': "default-src 'none'" };
    const handler = downloadWith({
      showShare: serve(downloadRoutes.showShare, ({ path }) => ({
        status: 200,
        page: { html: `<p>${path.token}`, headers },
        headers: { Vary: 'Accept' },
        log: { shareId: 'share-1' },
      })),
    });
    expect(await handler(share(), context)).toEqual({
      statusCode: 200,
      headers: { ...always, 'Content-Type': 'text/html; charset=utf-8', ...headers, Vary: 'Accept' },
      body: '<p>secret',
    });
    expect(lines).toMatchObject([{ status: 200, shareId: 'share-1', route: 'GET /s/{token}' }]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});

describe('a refusal', () => {
  const refuseWith = (problem: Problem) =>
    downloadWith({
      readContent: serve(downloadRoutes.readContent, () => {
        throw problem;
      }),
      showShare: serve(
        downloadRoutes.showShare,
        () => {
          throw problem;
        },
        ({ code }, { acceptLanguage, path }) => ({
          html: `${code} ${acceptLanguage} ${(path as { token?: string }).token ?? 'no token'}`,
          headers: { 'Content-Language': 'de' },
        }),
      ),
    });

  test.each([
    ['too-many-guesses', 7, '7'],
    // It is unknown when the next upload expires.
    ['too-many-uploads', undefined, '30'],
    ['conflict', undefined, undefined],
  ] as const)('with %s, after %s seconds, has Retry-After: %s', async (code, after, seconds) => {
    const problem = new Problem(code, 'Wait', [], after);
    const { headers } = (await refuseWith(problem)(content(), context)) as {
      headers: Record<string, string>;
    };
    expect(headers['Retry-After']).toBe(seconds);
  });

  test('of a route for people is a page with its status, in their language', async () => {
    const handler = refuseWith(new Problem('too-many-guesses', 'Wait', [], 7));
    expect(await handler(share(), context)).toEqual({
      statusCode: 429,
      headers: {
        ...always,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': 'de',
        'Retry-After': '7',
      },
      body: 'too-many-guesses de secret',
    });
    expect(lines).toMatchObject([{ status: 429, code: 'too-many-guesses' }]);
  });

  test('of such a route is a problem document to programs, which ask for JSON', async () => {
    const handler = refuseWith(new Problem('share-not-found', 'Gone'));
    const asked = share();
    const { headers, body } = (await handler(
      { ...asked, headers: { ...asked.headers, accept: 'application/json' } },
      context,
    )) as { headers: object; body: string };
    expect(headers).toEqual({ ...always, Vary: 'Accept', 'Content-Type': 'application/problem+json' });
    expect(JSON.parse(body)).toMatchObject({ code: 'share-not-found' });
  });
});

test('the log distinguishes the first request of a process, and has the duration in milliseconds', async () => {
  const readContent = serve(downloadRoutes.readContent, () => ({ status: 302, headers: {} }));
  const handler = downloadWith({ readContent });
  let clock = 5_000;
  jest.spyOn(performance, 'now').mockImplementation(() => (clock += 12.34));
  await handler(content(), context);
  await handler(content(), context);
  expect(lines).toMatchObject([
    { coldStart: true, durationMs: 12.3 },
    { coldStart: false, durationMs: 12.3 },
  ]);
});

test('a route that the function does not serve is named in the log of the failure', async () => {
  const failures: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => failures.push(String(line)) > 0);
  await downloadWith({})(gatewayEvent('GET /elsewhere'), context);
  expect(failures.join()).toContain('the gateway sent GET /elsewhere, which this function does not serve');
});
