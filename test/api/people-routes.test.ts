import { expect, describe, jest, beforeEach, afterEach, test } from '@jest/globals';
import { dispatcher } from '../../lambda/api/dispatcher.js';
import { downloadRoutes } from '../../lambda/api/routes/download.js';
import { serve } from '../../lambda/api/served.js';
import { linkHeaders } from '../../lambda/api/share-page/layout.js';
import { sharePages } from '../../lambda/api/share-page/pages.js';
import type { Access } from '../../lambda/core/access/permission.js';
import { Problem } from '../../lambda/core/problem.js';
import { context, gatewayEvent } from './gateway-event.js';

const everyone: Access = { ownerClaim: 'sub', groupsClaim: 'cognito:groups', rolesClaim: 'cognito:groups' };
const unexpected = () => {
  throw new Error('not asked for here');
};

const pages = sharePages('https://files.example');
const downloads = {
  readUrl: serve(downloadRoutes.readUrl, unexpected),
  readContent: serve(downloadRoutes.readContent, unexpected),
  probeContent: serve(downloadRoutes.probeContent, () => ({ status: 302 })),
  readUrls: serve(downloadRoutes.readUrls, unexpected),
  openCdnSession: serve(downloadRoutes.openCdnSession, unexpected),
  showShare: serve(
    downloadRoutes.showShare,
    () => {
      throw new Problem('share-not-found', 'gone');
    },
    (problem, { acceptLanguage }) => pages.refused(problem, acceptLanguage),
  ),
  probeShare: serve(downloadRoutes.probeShare, () => ({ status: 200, headers: linkHeaders })),
  useShare: serve(downloadRoutes.useShare, ({ path, body }) => {
    throw new Problem('too-many-guesses', JSON.stringify({ path, body: body() }), [], 7);
  }),
};
const download = dispatcher<'download'>(downloads, everyone);

beforeEach(() => void jest.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterEach(() => void jest.restoreAllMocks());

describe('a route that people open', () => {
  const show = (accept: string) =>
    download(gatewayEvent('GET /s/{token}', { headers: { accept, 'accept-language': 'de' } }), context);

  test('refuses them by a page in their language, and programs by a problem document', async () => {
    const page = await show('text/html,*/*;q=0.8');
    expect(page).toMatchObject({
      statusCode: 404,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': 'de',
        'Cache-Control': 'no-store',
      },
    });
    expect(page.body).toContain('<html lang="de">');
    const problem = await show('application/json');
    expect(problem.headers).toMatchObject({ 'Content-Type': 'application/problem+json' });
    expect(JSON.parse(problem.body ?? '')).toMatchObject({ code: 'share-not-found' });
  });

  test.each([
    ['nothing', undefined, {}, {}],
    ['JSON', '{"password":"a b"}', { 'content-type': 'application/json' }, { password: 'a b' }],
    [
      'a form',
      'password=a+b&disposition=inline',
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      { password: 'a b', disposition: 'inline' },
    ],
  ])('accepts %s as its body', async (_what, text, type, body) => {
    const headers = { accept: 'application/json', ...type };
    const event = gatewayEvent('POST /s/{token}', { headers, ...(text && { body: text }) });
    const answer = await download({ ...event, pathParameters: { token: 'abc' } }, context);
    const { detail } = JSON.parse(answer.body ?? '') as { detail: string };
    expect(JSON.parse(detail)).toEqual({ path: { token: 'abc' }, body });
    expect(answer).toMatchObject({ statusCode: 429, headers: { 'Retry-After': '7' } });
  });

  test.each([
    ['an unknown field', 'passwort=x', '/passwort'],
    ['an odd disposition', 'disposition=sideways', '/disposition'],
  ])('refuses a form with %s by its name', async (_what, body, pointer) => {
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await download(gatewayEvent('POST /s/{token}', { headers, body }), context);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  test('answers HEAD without a body, refused or not', async () => {
    const refusing = dispatcher<'download'>(
      {
        ...downloads,
        probeShare: serve(downloadRoutes.probeShare, () => {
          throw new Problem('share-not-found', 'gone');
        }),
      },
      everyone,
    );
    const answer = await refusing(gatewayEvent('HEAD /s/{token}'), context);
    expect(answer).toMatchObject({ statusCode: 404 });
    expect(answer.body).toBeUndefined();
  });
});
