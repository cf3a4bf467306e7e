import { describe, expect, test } from '@jest/globals';
import { idempotencyKey, parseBody, parseQuery } from '../../lambda/api/parse.js';
import { ShareUse } from '../../lambda/api/routes/download.js';
import { ListQuery } from '../../lambda/api/routes/files.js';
import { Problem } from '../../lambda/core/problem.js';
import { gatewayEvent } from './gateway-event.js';

const problemOf = (parse: () => unknown): Problem => {
  try {
    parse();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('it was parsed');
};

describe('an idempotency key', () => {
  const key = (header?: string) =>
    idempotencyKey(
      gatewayEvent('POST /uploads', header === undefined ? {} : { headers: { 'idempotency-key': header } }),
    );

  test.each([undefined, 'a', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', '~'.repeat(255)])(
    '%j is one',
    (header) => {
      expect(key(header)).toBe(header);
    },
  );

  test.each(['', 'a b', 'é', 'a\u007f', 'x'.repeat(256)])(
    '%j is refused by the name of its header',
    (header) => {
      expect(problemOf(() => key(header))).toMatchObject({
        ...{ code: 'invalid-request', errors: [{ pointer: 'Idempotency-Key' }] },
        detail: expect.stringContaining('1 to 255 visible ASCII characters'),
      });
    },
  );
});

describe('a form', () => {
  const form = (body: string, type?: string) =>
    parseBody(
      ShareUse,
      gatewayEvent('POST /s/{token}', { body, ...(type && { headers: { 'content-type': type } }) }),
      { form: true, bodyOptional: true },
    );

  test('is parsed where its route accepts one, and its type says so', () => {
    expect(form('password=open+sesame', 'application/x-www-form-urlencoded; charset=utf-8')).toEqual({
      password: 'open sesame',
    });
    expect(form('{"password":"x"}', 'application/json')).toEqual({ password: 'x' });
    expect(form('')).toEqual({});
    expect(problemOf(() => form('password=x')).code).toBe('malformed-json');
  });
});

describe('what is wrong', () => {
  test('is named by field in the detail too, for those who read nothing else', () => {
    const body = (text: string) => () => parseBody(ShareUse, gatewayEvent('POST /s/{token}', { body: text }));
    expect(problemOf(body('{"a/b":1,"disposition":"x"}')).detail).toMatch(
      /^\/disposition: .+; \/a~1b: Unknown field; leave it out$/,
    );
    expect(problemOf(body('[]')).detail).toMatch(/^the body: \w/);
    const query = gatewayEvent('GET /files', { query: { limit: '101' } });
    expect(problemOf(() => parseQuery(ListQuery, query)).detail).toMatch(/^\?limit: \w/);
  });
});
