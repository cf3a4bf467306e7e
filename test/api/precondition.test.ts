import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { etagOf, ifMatch, isUnchanged } from '../../lambda/api/precondition.js';
import { routes } from '../../lambda/api/routes.js';
import { isSafe, type Route } from '../../lambda/api/schema/route.js';
import { everyRoute } from './every-route.js';
import { bearer, gatewayEvent } from './gateway-event.js';

const revisions = (header?: string) =>
  ifMatch(gatewayEvent('PATCH /files/{id}', header === undefined ? {} : { headers: { 'if-match': header } }));

describe('If-Match', () => {
  test('names the revision of the response whose ETag it repeats', () => {
    expect(revisions(etagOf({ revision: 12 }))).toEqual([12]);
    expect(revisions(' "1" , "2"')).toEqual([1, 2]);
    expect(revisions('"1" ')).toEqual([1]);
  });

  test('may have empty elements, and tags with commas in them', () => {
    expect(revisions('"0",')).toEqual([0]);
    expect(revisions(', "1" ,,"2"')).toEqual([1, 2]);
    expect(revisions('"a,b", "3"')).toEqual([3]);
  });

  test('that is absent or a star leaves it open', () => {
    expect(revisions()).toBeUndefined();
    expect(revisions('*')).toBeUndefined();
  });

  test.each(['W/"3"', '"abc"', '"3x"', '""'])('of %s, which we never gave, matches nothing', (header) => {
    expect(revisions(header)).toEqual([]);
  });

  test.each(['3', '', '"3', "'3'", '"3";"4"', '"3", 4', '"3" x', ',', '"3" "4"', '"3", *'])(
    'that reads %j is refused',
    (header) => {
      expect(() => revisions(header)).toThrow(
        expect.objectContaining({
          code: 'invalid-request',
          errors: [expect.objectContaining({ pointer: 'If-Match' })],
        }),
      );
    },
  );
});

describe('If-None-Match', () => {
  test.each([
    ['"3"', true],
    ['W/"3"', true],
    ['"1", "3"', true],
    ['*', true],
    ['"1"', false],
    ['3', false],
    ['', false],
  ])('of %j, for an answer with "3", means that it is unchanged: %s', (header, expected) => {
    expect(isUnchanged({ 'if-none-match': header }, '"3"')).toBe(expected);
  });

  test('that is absent leaves it open', () => expect(isUnchanged({}, '"3"')).toBe(false));
});

describe('a condition of a change', () => {
  const reached = jest.fn();
  const answerTo = everyRoute(reached);
  beforeAll(() => void jest.spyOn(process.stdout, 'write').mockImplementation(() => true));
  afterAll(() => void jest.restoreAllMocks());
  const codeOf = async (row: Route, headers: Record<string, string>) => {
    const authorization = bearer({ sub: 'alice', groups: ['all'] });
    const event = gatewayEvent(`${row.method} ${row.path}`, {
      body: '{}',
      headers: { authorization, accept: 'application/json', ...headers },
    });
    const { body = '' } = await answerTo(row, event);
    return body && (JSON.parse(body) as { code: string }).code;
  };
  const rows = Object.entries(routes as Record<string, Route>);
  const changes = rows.filter(([, { method }]) => !isSafe(method));
  const conditions: Record<string, string>[] = [
    { 'if-match': '"3"' },
    { 'if-match': '*' },
    { 'if-none-match': '*' },
    { 'if-unmodified-since': 'Sat, 29 Oct 1994 19:43:31 GMT' },
  ];

  test.each(changes.flatMap(([name, row]) => conditions.map((headers) => [name, headers, row] as const)))(
    'is checked by %s, or refused: %j',
    async (_name, headers, row) => {
      reached.mockClear();
      const isChecked = row.conditional && 'if-match' in headers;
      const code = await codeOf(row, headers);
      if (isChecked) expect(code).not.toBe('precondition-not-supported');
      else {
        expect(code).toBe('precondition-not-supported');
        expect(reached).not.toHaveBeenCalled();
      }
    },
  );

  test('is checked by two routes, of which a time beside If-Match is ignored', async () => {
    expect(changes.filter(([, row]) => row.conditional).map(([name]) => name)).toEqual([
      'changeFile',
      'deleteFile',
    ]);
    const both = { 'if-match': '"3"', 'if-unmodified-since': 'Sat, 29 Oct 1994 19:43:31 GMT' };
    expect(await codeOf(routes.deleteFile, both)).toBe('conflict');
  });

  test('that is for reads only is ignored, and so is any of a read', async () => {
    const since = { 'if-modified-since': 'Sat, 29 Oct 1994 19:43:31 GMT' };
    expect(await codeOf(routes.deleteFile, since)).toBe('conflict');
    expect(await codeOf(routes.readFile, { ...since, 'if-match': '"3"', 'if-none-match': 'x' })).toBe(
      'conflict',
    );
  });

  test('reveals nothing to those without a permission', async () => {
    const stranger = bearer({ sub: 'eve', groups: [] });
    expect(await codeOf(routes.deleteFile, { authorization: stranger, 'if-none-match': '*' })).toBe(
      'forbidden',
    );
  });
});
