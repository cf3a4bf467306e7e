import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { routes } from '../../../lambda/api/routes.js';
import type { Route } from '../../../lambda/api/schema/route.js';
import { bearer, gatewayEvent } from '../../api/gateway-event.js';
import type { Random } from '../random.js';

const rows: readonly Route[] = Object.values(routes);

/** Fields of requests, and names with a meaning in JavaScript. */
const names = [
  ...['filename', 'contentType', 'sizeBytes', 'metadata', 'partNumbers', 'ids', 'subject', 'password', 'url'],
  ...['events', 'description', 'outcomes', 'cursor', 'limit', 'since', 'disposition', 'eventId'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', '', ' ', '~/', '\u202e'],
];
const texts = [
  '',
  'a',
  '\0',
  '\ud800',
  '\u202e',
  '"',
  '\\',
  '\u{1F4F7}',
  'e\u0301',
  'image/png',
  'user:a',
  '%',
  '=',
];

/** Any request to any route, most of them invalid, up to 200 KB long. */
export function requestCase(random: Random): { row: Route; event: APIGatewayProxyEventV2 } {
  const row = random.of(rows);
  const maybe = <Part>(part: Part) => (random.below(3) === 0 ? part : {});
  // Other routes refuse a condition before they read anything.
  const ifChecked = <Part>(part: Part) => (row.conditional ? part : {});
  const plain = gatewayEvent(`${row.method} ${row.path}`, { body: bodyOf(random, row) });
  const query = { [random.of(names)]: textOf(random), [textOf(random)]: textOf(random) };
  const event: APIGatewayProxyEventV2 = {
    ...plain,
    headers: {
      authorization: bearer({ sub: 'alice', groups: ['all'] }),
      'content-type': random.of([
        ...['application/json', 'application/json', 'application/merge-patch+json; charset=utf-8'],
        ...['application/x-www-form-urlencoded', 'application/json; charset=x', 'text/plain'],
      ]),
      ...maybe({ accept: random.of(['application/json', textOf(random)]) }),
      ...maybe({ 'accept-language': textOf(random) }),
      ...maybe({ 'idempotency-key': textOf(random) }),
      ...ifChecked(maybe({ 'if-match': textOf(random) })),
      ...maybe({ [textOf(random)]: textOf(random) }),
    },
    ...maybe({ queryStringParameters: query, rawQueryString: new URLSearchParams(query).toString() }),
    pathParameters: { id: textOf(random), token: textOf(random), grantId: textOf(random), shareId: 'x' },
  };
  if (random.below(4) > 0) return { row, event };
  return {
    row,
    event: {
      ...event,
      isBase64Encoded: true,
      body: btoa(unescape(encodeURIComponent(wellFormed(event.body)))),
    },
  };
}

const wellFormed = (body = '') => body.toWellFormed();

/** Usually short, and of any length up to 200 KB. */
const sizeOf = (random: Random) => random.of([1, 3, 10, 30, 100, 1000, 10_000, 65_536, 200_000]);

function textOf(random: Random): string {
  const text = random.of(texts);
  return text.repeat(random.below(random.of([1, 2, 20, 200, 2000]) + 1));
}

function bodyOf(random: Random, { body }: Route): string {
  const size = sizeOf(random);
  const fill = (one: (index: number) => string) => {
    let text = '';
    for (let index = 0; text.length < size; index++) text += one(index);
    return text;
  };
  return random.of([
    () => '',
    () => fill(() => random.of(texts)),
    () => fill(() => random.of(['"', '\\"', '[', '{', '}', ']', ',', ':', '1'])),
    () => `{${fill((index) => `${JSON.stringify(random.of(names) + String(index))}:0,`)}"x":0}`,
    () => `{"metadata":{${fill((index) => `"${String(index)}":${random.of(['0', '"a"', 'null'])},`)}"x":0}}`,
    () =>
      `{${JSON.stringify(random.of(names))}:[${fill(() => `${random.of(['0', '""', '{}', '[[]]'])},`)}0]}`,
    () => `${'['.repeat(size)}${']'.repeat(size)}`,
    () => fill((index) => `${random.of(names)}${String(index)}=%00&`),
    () => JSON.stringify(Object.fromEntries(names.map((name) => [name, valueOf(random, 1)]))),
    () => (body ? '{}' : 'null'),
  ])();
}

function valueOf(random: Random, depth: number): unknown {
  if (depth === 0) return random.of<unknown>([0, -1, 1.5, 2 ** 60, true, null, textOf(random)]);
  return random.of<() => unknown>([
    () => textOf(random),
    () => valueOf(random, 0),
    () => Array.from({ length: random.below(100) }, () => valueOf(random, 0)),
    () => Object.fromEntries(names.map((name) => [name, valueOf(random, depth - 1)])),
  ])();
}
