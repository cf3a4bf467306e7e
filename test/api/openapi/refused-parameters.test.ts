import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import Ajv from 'ajv/dist/2020.js';
import { cursorAt } from '../../../lambda/api/answer/webhook-answer.js';
import { openApi } from '../../../lambda/api/openapi/document.js';
import { routes, type RouteName } from '../../../lambda/api/routes.js';
import { placesWithin, cursorAfter } from '../../../lambda/core/manage/list-places.js';
import { everyRoute } from '../every-route.js';
import { bearer, gatewayEvent } from '../gateway-event.js';

interface Bounded {
  readonly type?: string | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const document = openApi('1.2.3') as {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string; schema: object }[] }>>;
  components: { schemas: Record<string, { properties?: Record<string, Bounded> }> };
};
const validator = new Ajv.default({ strict: false, validateFormats: false });
const schemaOf = (route: RouteName, name: string) => {
  const { path, method } = routes[route];
  const { parameters = [] } = document.paths[path]?.[method.toLowerCase()] ?? {};
  return parameters.find((one) => one.name === name)?.schema ?? {};
};
const fits = (route: RouteName, name: string, value: string) =>
  validator.validate(schemaOf(route, name), value);

const answerTo = everyRoute();
beforeAll(() => void jest.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterAll(() => void jest.restoreAllMocks());

/** Whether the dispatcher accepts it; `conflict` comes from behind it. */
async function isAccepted(route: RouteName, where: 'query' | 'headers', name: string, value: string) {
  const { method, path } = routes[route];
  const authorization = bearer({ sub: 'alice', groups: ['all'] });
  const asked = where === 'query' ? { query: { [name]: value } } : {};
  const headers = { authorization, ...(where === 'headers' && { [name.toLowerCase()]: value }) };
  const body = JSON.stringify({ filename: 'a', contentType: 'a/b', sizeBytes: 1 });
  const { body: answer = '' } = await answerTo(
    routes[route],
    gatewayEvent(`${method} ${path}`, { ...asked, headers, body }),
  );
  return (JSON.parse(answer) as { code: string }).code !== 'invalid-request';
}

describe('the schema of a parameter says what is refused:', () => {
  test.each<[RouteName, 'query' | 'headers', string, string]>([
    ...['"3"', '*', 'W/"3"', '"1", "2"', '', '3', '0', '"3', "'3'", '"3" x', '*, "3"'].map(
      (value): [RouteName, 'headers', string, string] => ['deleteFile', 'headers', 'If-Match', value],
    ),
    ...['a', 'é', '', 'a b', 'x'.repeat(255), 'x'.repeat(256)].map(
      (value): [RouteName, 'headers', string, string] => [
        'createUpload',
        'headers',
        'Idempotency-Key',
        value,
      ],
    ),
    ...['image/png', 'image/*', 'image', '*/*', ''].map((value): [RouteName, 'query', string, string] => [
      ...(['listFiles', 'query', 'type', value] as const),
    ]),
    ...['held', 'deleted', ''].map((value): [RouteName, 'query', string, string] => [
      ...(['listFiles', 'query', 'status', value] as const),
    ]),
  ])('%s %s %s %j', async (route, where, name, value) => {
    expect(fits(route, name, value)).toBe(await isAccepted(route, where, name, value));
  });
});

describe('the schema of a cursor', () => {
  const id = '01a22db0-9ca9-7438-8aae-a2de941e601d';

  test('says that one which no list gave is refused', () => {
    for (const cursor of ['0', 'x', '', id, 'f'.repeat(32)])
      expect(fits('listFiles', 'cursor', cursor)).toBe(false);
    for (const cursor of ['0', 'x', '', '-', 'evt_1'])
      expect(fits('listDeliveries', 'cursor', cursor)).toBe(false);
  });

  test('has those that a list gives, each of which is accepted', () => {
    expect(fits('listFiles', 'cursor', cursorAfter(id))).toBe(true);
    expect(fits('listDeliveries', 'cursor', cursorAt('2026-11-30T18:00:00.000Z#evt_aZ-_9') ?? '')).toBe(true);
    // The smallest that fits.
    const least = '00000000000070008000000000000000';
    expect(fits('listFiles', 'cursor', least)).toBe(true);
    expect(placesWithin({ cursor: least }).newest).toBe('00000000-0000-7000-7fff-ffffffffffff');
  });
});

test('each number in a request is described with its bounds, which are those of the service', () => {
  const { components } = document;
  const bodies = JSON.stringify(document.paths).matchAll(/"requestBody":.*?schemas\/(\w+)/g);
  const numbers = [...new Set([...bodies].map(([, name = '']) => name))].flatMap((name) =>
    Object.entries(components.schemas[name]?.properties ?? {})
      .filter(([, { type }]) => [type].flat().includes('integer'))
      .map(([field, { minimum, maximum }]) => [`${name}.${field}`, typeof minimum, typeof maximum]),
  );
  expect(numbers.length).toBeGreaterThan(5);
  expect(numbers.filter(([, minimum, maximum]) => minimum !== 'number' || maximum !== 'number')).toEqual([]);
});
