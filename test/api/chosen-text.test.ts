import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApi } from '../../lambda/api/openapi/document.js';
import { routes, type RouteName } from '../../lambda/api/routes.js';
import type { Route } from '../../lambda/api/schema/route.js';
import { everyRoute } from './every-route.js';
import { bearer, gatewayEvent } from './gateway-event.js';

let said: { body?: unknown; query?: unknown };
const answerTo = everyRoute((body, query) => (said = { body, query }));
beforeAll(() => void jest.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterAll(() => void jest.restoreAllMocks());

type Asked = Parameters<typeof gatewayEvent>[1];

async function ask(name: RouteName, asked: Asked) {
  const row: Route = routes[name];
  said = {};
  const headers = { authorization: bearer({ sub: 'alice', groups: ['all'] }), accept: 'application/json' };
  const event = gatewayEvent(`${row.method} ${row.path}`, {
    ...asked,
    headers: { ...headers, ...asked?.headers },
  });
  const { statusCode, body = '' } = await answerTo(row, event);
  return { statusCode, ...(JSON.parse(body) as { code: string; errors?: { pointer: string }[] }) };
}

const upload = { filename: 'a.png', contentType: 'image/png', sizeBytes: 1 };
const hook = { url: 'https://a.example' };
const json = (body: object): Asked => ({ body: JSON.stringify(body) });
const query = (given: Record<string, string>): Asked => ({ query: given });

/** Every field with user text, and the pointer of its error. */
const fields: readonly [string, RouteName, (text: string) => Asked, string][] = [
  ['a filename', 'createUpload', (text) => json({ ...upload, filename: `a${text}` }), '/filename'],
  ['a new filename', 'changeFile', (text) => json({ filename: `a${text}` }), '/filename'],
  [
    'a value of metadata',
    'createUpload',
    (text) => json({ ...upload, metadata: { a: text } }),
    '/metadata/a',
  ],
  ['a changed value of metadata', 'changeFile', (text) => json({ metadata: { a: text } }), '/metadata/a'],
  [
    'a name of metadata',
    'createUpload',
    (text) => json({ ...upload, metadata: { [text]: 'a' } }),
    '/metadata/',
  ],
  ['a changed name of metadata', 'changeFile', (text) => json({ metadata: { [text]: null } }), '/metadata/'],
  ['a user to grant to', 'createGrant', (text) => json({ subject: `user:${text}` }), '/subject'],
  ['a group to grant to', 'createGrant', (text) => json({ subject: `group:${text}` }), '/subject'],
  ['a password to be', 'createShare', (text) => json({ password: `12345678${text}` }), '/password'],
  ['a password', 'useShare', (text) => json({ password: text }), '/password'],
  ['the URL of a webhook', 'addWebhook', (text) => json({ url: `https://a.example/${text}` }), '/url'],
  ['the new URL of a webhook', 'changeWebhook', (text) => json({ url: `https://a.example/${text}` }), '/url'],
  [
    'the description of a webhook',
    'addWebhook',
    (text) => json({ ...hook, description: text }),
    '/description',
  ],
  ['an event to be told', 'addWebhook', (text) => json({ ...hook, events: [text] }), '/events/0'],
  ['an id to read', 'readUrls', (text) => json({ ids: [text] }), '/ids/0'],
  ['an event to send again', 'replayDeliveries', (text) => json({ eventId: `evt_${text}` }), '/eventId'],
  ['a cursor of a list', 'listFiles', (text) => query({ cursor: text }), '?cursor'],
  ['a cursor of the log', 'listDeliveries', (text) => query({ cursor: text }), '?cursor'],
  ['a type to list', 'listFiles', (text) => query({ type: `image/${text}` }), '?type'],
  ['a time to list from', 'listFiles', (text) => query({ createdAfter: text }), '?createdAfter'],
  [
    'a key of a repeat',
    'createUpload',
    (text) => ({ ...json(upload), headers: { 'idempotency-key': text } }),
    'Idempotency-Key',
  ],
];

describe('half of a character is refused', () => {
  test.each(fields)('in %s', async (_what, name, asked, pointer) => {
    const { code, errors } = await ask(name, asked('\ud800'));
    expect(code).toBe('invalid-request');
    expect(errors?.[0]?.pointer).toMatch(new RegExp(`^${pointer.replace('?', '\\?')}`));
  });
});

describe('what cannot be seen, or shows another, is refused', () => {
  const names = ['a user to grant to', 'a group to grant to', 'the description of a webhook'];
  const unseen = ['\u202eb', ' ', '\0', 'a\nb', '\u200b', '\u3164', '\u2066a'];
  test.each(
    fields
      .filter(([what]) => names.includes(what))
      .flatMap((row) => unseen.map((text) => [row[0], text, row] as const)),
  )('in %s: %j', async (_what, text, [, name, asked]) =>
    expect(await ask(name, asked(text))).toMatchObject({ code: 'invalid-request' }),
  );
});

const oddNames = [
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype', 'valueOf', 'length', 'then'],
  ...[
    ' ',
    '\u200b',
    '\u3164',
    '\0',
    '\u202e',
    'é',
    '\u{1F469}\u200D\u{1F4BB}',
    '1',
    '-0',
    '.',
    '/',
    '$',
    '#',
  ],
];
const pairs = oddNames.map((name) => `${JSON.stringify(name)}:${JSON.stringify(`${name}!`)}`);
/** As JSON text: in an object literal, `__proto__` would be lost. */
const metadata = (from: number) => `"metadata":{${pairs.slice(from, from + 16).join(',')}}`;

describe('what looks like one text is one', () => {
  const [decomposed, composed] = ['e\u0301', '\u00e9'];
  test.each([
    ['createUpload', (text: string) => ({ ...upload, filename: text, metadata: { [text]: text } })],
    ['changeFile', (text: string) => ({ filename: text, metadata: { [text]: text } })],
    ['addWebhook', (text: string) => ({ ...hook, description: text })],
  ] as const)('in %s, however it was composed', async (name, body) => {
    expect(await ask(name, json(body(decomposed)))).toMatchObject({ code: 'conflict' });
    expect(said.body).toEqual(body(composed));
  });

  test('so two names of metadata may not be', async () => {
    const body = { metadata: { [decomposed]: 'a', [composed]: 'b' } };
    expect(await ask('changeFile', json(body))).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: `/metadata/${composed}` }],
    });
  });
});

test.each([' ', '\t\n', '\0', '\u200b', '\u3164 ', '\u2800', '\ufeff'])(
  'a file has no name of which nothing can be seen: %j',
  async (filename) => {
    for (const [name, body] of [
      ['createUpload', { ...upload, filename }],
      ['changeFile', { filename }],
    ] as const)
      expect(await ask(name, json(body))).toMatchObject({ errors: [{ pointer: '/filename' }] });
  },
);

describe('a name that means something to a program', () => {
  test.each([
    ['createUpload', `{"filename":"__proto__","contentType":"image/png","sizeBytes":1,`],
    ['changeFile', '{"filename":"__proto__",'],
  ] as const)('is returned by %s as it was sent', async (name, start) => {
    for (const from of [0, pairs.length - 16]) {
      const body = `${start}${metadata(from)}}`;
      expect(await ask(name, { body })).toMatchObject({ code: 'conflict' });
      expect(JSON.stringify(said.body)).toBe(JSON.stringify(JSON.parse(body)));
    }
  });

  test('is an unknown field like any other', async () => {
    for (const field of ['__proto__', 'constructor', 'toString']) {
      const body = `{"${field}":{},"filename":"a"}`;
      expect(await ask('changeFile', { body })).toMatchObject({ errors: [{ pointer: `/${field}` }] });
      const query = JSON.parse(`{"${field}":"a"}`) as Record<string, string>;
      expect(await ask('listFiles', { query })).toMatchObject({ errors: [{ pointer: `?${field}` }] });
    }
  });
});

describe('the document describes how a body is handled', () => {
  const document = openApi('1') as {
    paths: Record<
      string,
      Record<string, { requestBody?: { content: Record<string, { schema: { $ref: string } }> } }>
    >;
  };
  const validator = new Ajv.default({ strict: false });
  addFormats.default(validator);
  validator.addSchema(document, 'api');

  test.each<[RouteName, object]>([
    ...oddNames.map((name): [RouteName, object] => [
      'createUpload',
      { ...upload, metadata: Object.fromEntries([[name, name]]) },
    ]),
    ...(
      [
        'user:bob',
        'user:',
        'group: ',
        'user:\u202eb',
        'group:\0',
        'team:a',
        'group:x admins',
        `user:${'a'.repeat(1100)}`,
      ] as const
    ).map((subject): [RouteName, object] => ['createGrant', { subject }]),
    ['createUpload', { ...upload, metadata: { ['\u{1F4F7}'.repeat(48)]: '\u{1F4F7}'.repeat(384) } }],
    ['createUpload', { ...upload, metadata: { ['a'.repeat(65)]: '' } }],
    ['createUpload', { ...upload, metadata: { a: 'a'.repeat(513) } }],
    ['createUpload', { ...upload, metadata: { a: null } }],
    [
      'createUpload',
      { ...upload, metadata: Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, ''])) },
    ],
    ['changeFile', { metadata: { a: null } }],
    ['changeFile', { metadata: Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`k${at}`, null])) }],
    ['createShare', { password: '\u{1F4F7}'.repeat(7) }],
    ['createShare', { password: '\u{1F4F7}'.repeat(128) }],
    ['createShare', { password: '\u{1F4F7}'.repeat(129) }],
    ...[' ', '\u200b', '\ufeff', '\0', '\u2800', '\u00ad', 'a\0', ' a', '\u202ea'].map(
      (filename): [RouteName, object] => ['changeFile', { filename }],
    ),
    ['addWebhook', { ...hook, description: ' ' }],
    ['addWebhook', { ...hook, description: 'our \u{1F4F7}' }],
    ['readUrls', { ids: [] }],
    ['readUrls', {}],
    ['readUrls', { ids: Array<string>(101).fill('a') }],
    ['signParts', { partNumbers: [1, 10_001] }],
  ])('%s %j', async (name, body) => {
    const { path, method } = routes[name];
    const schema =
      document.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
    const place = `api${schema?.$ref ?? ''}`;
    const { code } = await ask(name, json(body));
    expect(['conflict', 'invalid-request']).toContain(code);
    expect({ fits: validator.validate(place, JSON.parse(JSON.stringify(body))) }).toEqual({
      fits: code === 'conflict',
    });
  });
});
