import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { dispatcher } from '../../lambda/api/dispatcher.js';
import { routes } from '../../lambda/api/routes.js';
import { serve, type Reply, type ServedBy } from '../../lambda/api/served.js';
import { Problem } from '../../lambda/core/problem.js';
import type { ApiFunction } from '../../lambda/functions.js';
import type { Route } from '../../lambda/api/schema/route.js';
import { context, gatewayEvent } from './gateway-event.js';

beforeAll(() => void jest.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterAll(() => void jest.restoreAllMocks());

const reply = (headers: Record<string, string>) =>
  ({ status: 200, body: { id: 'a' }, headers }) as unknown as Promise<Reply<Route>>;

/** The answer of a route whose handler answers with these headers. */
async function answer(
  name: keyof typeof routes,
  given: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<APIGatewayProxyStructuredResultV2> {
  const row: Route = routes[name];
  const served = { [name]: serve(row, () => reply(headers)) };
  const access = { ownerClaim: 'sub', groupsClaim: 'groups', rolesClaim: 'groups' };
  const handler = dispatcher<ApiFunction>(served as unknown as ServedBy<ApiFunction>, access);
  return handler(gatewayEvent(`${row.method} ${row.path}`, { id: 'a', headers: given }), context);
}
const headersOf = ({ headers = {} }: APIGatewayProxyStructuredResultV2) => headers as Record<string, string>;

describe.each([
  ['openapi', 'public, max-age=300'],
  ['explainProblem', 'public, max-age=300'],
  ['health', 'public, no-cache'],
] as const)('%s, which is the same for everyone', (name, cacheControl) => {
  test('may be kept, and has an ETag', async () => {
    const full = await answer(name);
    expect(full).toMatchObject({
      statusCode: 200,
      body: '{"id":"a"}',
      headers: {
        'Cache-Control': cacheControl,
        Vary: 'Origin',
        ETag: expect.stringMatching(/^"[\w-]{22}"$/),
      },
    });
  });

  test('is not sent again to those who have it', async () => {
    const { ETag = '' } = headersOf(await answer(name));
    const unchanged = await answer(name, { 'if-none-match': `"x", W/${ETag}` });
    expect(unchanged).toMatchObject({ statusCode: 304, headers: { ETag, 'Cache-Control': cacheControl } });
    expect(unchanged).not.toHaveProperty('body');
    expect(unchanged.headers).not.toHaveProperty('Content-Type');
    expect(await answer(name, { 'if-none-match': '"x"' })).toMatchObject({ statusCode: 200 });
  });
});

test('a file is not sent again at the same revision, and is kept by no cache', async () => {
  const ETag = '"3"';
  expect(await answer('readFile', { 'if-none-match': ETag }, { ETag })).toMatchObject({
    statusCode: 304,
    headers: { ETag, 'Cache-Control': 'no-store' },
  });
  expect(await answer('readFile', { 'if-none-match': '"2"' }, { ETag })).toMatchObject({ statusCode: 200 });
});

test('a changed file is sent, whatever the client has', async () => {
  const row: Route = routes.changeFile;
  expect(row.etag).toBe('revision');
  const served = {
    changeFile: serve(row, () => reply({ ETag: '"3"' })),
  };
  const access = { ownerClaim: 'sub', groupsClaim: 'groups', rolesClaim: 'groups' };
  const handler = dispatcher<ApiFunction>(served as unknown as ServedBy<ApiFunction>, access);
  const event = gatewayEvent('PATCH /files/{id}', { id: 'a', body: '{}', headers: { 'if-match': '"2"' } });
  expect(await handler(event, context)).toMatchObject({ statusCode: 200, headers: { ETag: '"3"' } });
});

test('a problem is kept by no cache', async () => {
  const served = {
    explainProblem: serve(routes.explainProblem as Route, () => {
      throw new Problem('problem-not-found', 'No problem has this code');
    }),
  };
  const access = { ownerClaim: 'sub', groupsClaim: 'groups', rolesClaim: 'groups' };
  const handler = dispatcher<ApiFunction>(served as unknown as ServedBy<ApiFunction>, access);
  const event = gatewayEvent('GET /problems/{id}', { id: 'a', headers: { 'if-none-match': '*' } });
  expect(await handler(event, context)).toMatchObject({
    statusCode: 404,
    headers: { 'Cache-Control': 'no-store' },
  });
});
