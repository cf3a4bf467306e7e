import { describe, expect, test } from '@jest/globals';
import { openApi } from '../../../lambda/api/openapi/document.js';
import { routes } from '../../../lambda/api/routes.js';
import type { Route } from '../../../lambda/api/schema/route.js';
import { eventTypes } from '../../../lambda/core/event/event.js';

interface Operation {
  description?: string;
  security?: unknown[];
  parameters?: { name: string; in: string; description?: string }[];
  requestBody?: object;
  responses: Record<string, { description: string }>;
}
interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
}
const document = openApi('1.2.3') as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; pathItems: Record<string, { post: Operation }> };
};
/** What a reference names; a schema that is none. */
const named = (schema: Schema | undefined): Schema | undefined =>
  schema?.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;

describe('the OpenAPI document', () => {
  test('has each route of the table, and no other', () => {
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(
      Object.values(routes)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test('documents the problems of each route', () => {
    const { responses } = document.paths['/uploads']?.['post'] as Operation;
    expect(Object.keys(responses).sort()).toEqual(
      ['201', '400', '401', '403', '410', '412', '413', '415', '422', '429', '500', '503'].sort(),
    );
    expect(responses['415']?.description).toContain('`type-not-allowed`');
  });

  test('requires a token except on open routes', () => {
    expect(document.paths['/health']?.['get']?.security).toEqual([]);
    expect(document.paths['/files']?.['get']?.security).toBeUndefined();
  });

  test('documents the permission of each route', () => {
    const { description, responses } = document.paths['/files/{id}/release']?.['post'] as Operation;
    expect(description).toContain('`files:admin`');
    expect(responses['403']?.description).toContain('`forbidden`');
  });

  test('names path and query parameters', () => {
    const { parameters } = document.paths['/files/{id}/content']?.['get'] as Operation;
    expect(parameters).toMatchObject([
      { name: 'id', in: 'path' },
      { name: 'disposition', in: 'query' },
      { name: 'bind', in: 'query', schema: { enum: ['ip'] } },
    ]);
  });

  test('documents the maximum body size, and the lengths of texts and lists', () => {
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, { responses }] of Object.entries(operations))
        expect([path, method, responses['413']?.description]).toEqual([
          ...[path, method],
          expect.stringContaining('`request-too-large`'),
        ]);
    const bodyOf = (path: string) =>
      document.paths[path]?.['post']?.requestBody as {
        description: string;
        content: Record<string, { schema: Schema }>;
      };
    const schemaOf = (path: string) => named(bodyOf(path).content['application/json']?.schema);
    expect(bodyOf('/uploads').description).toContain('65536 bytes');
    expect(bodyOf('/uploads/{id}/parts').description).toContain('8192 bytes');
    expect(schemaOf('/uploads')?.properties).toMatchObject({
      filename: { minLength: 1, maxLength: 255 },
      metadata: {
        maxProperties: 16,
        propertyNames: { minLength: 1, maxLength: 64 },
        additionalProperties: { type: 'string', maxLength: 512 },
      },
    });
    const parts = schemaOf('/uploads/{id}/parts');
    expect(parts).toMatchObject({
      properties: { partNumbers: { minItems: 1, maxItems: 100 } },
      required: ['partNumbers'],
    });
    expect(schemaOf('/files/{id}/grants')?.properties).toMatchObject({
      subject: { pattern: expect.stringMatching(/^\^\(\?:user\|group\):/) },
    });
  });

  test('describes every field of every request, answer and event', () => {
    const nameless: string[] = [];
    const look = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [name, field] of Object.entries((schema as { properties?: object }).properties ?? {}))
        if (!(field as { description?: string }).description) nameless.push(`${path}/${name}`);
      for (const [name, below] of Object.entries(schema)) look(below, `${path}/${name}`);
    };
    look(document, '');
    expect(nameless).toEqual([]);
  });

  test('describes every parameter', () => {
    const parameters = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).flatMap(({ parameters = [] }) => parameters),
    );
    expect(parameters.length).toBeGreaterThan(20);
    expect(parameters.filter(({ description }) => !description)).toEqual([]);
  });

  test('keeps the length of a text beside its description', () => {
    const schema = document.components.schemas['CreateUploadRequest'];
    expect(schema?.properties?.['filename']?.description).toBe(
      'Shown to readers; never a part of an object key. At most 255 bytes of UTF-8.',
    );
  });

  test('refers only to schemas that it contains', () => {
    const text = JSON.stringify(document);
    const schemas = (document as unknown as { components: { schemas: object } }).components.schemas;
    const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(schemas).toHaveProperty(name as string);
  });

  test('is one of version 3.1, and names the token that it requires', () => {
    expect(openApi('1.2.3')).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Waybill', version: '1.2.3', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: '/' }],
      security: [{ token: [] }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    });
  });

  test('says of each parameter where it stands and what it may be', () => {
    const parameter = (name: string, where: string, more: object) => ({
      ...{ name, in: where, description: expect.stringMatching(/\w/), ...more },
    });
    const text = { type: 'string' };
    const pattern = expect.any(String);
    expect(document.paths['/uploads']?.['post']?.parameters).toEqual([
      parameter('Idempotency-Key', 'header', { schema: { ...text, pattern } }),
    ]);
    expect(document.paths['/files/{id}']?.['patch']?.parameters).toEqual([
      parameter('id', 'path', { required: true, schema: { ...text, minLength: 1 } }),
      parameter('If-Match', 'header', { schema: { ...text, pattern }, example: '"3"' }),
    ]);
    expect(document.paths['/health']?.['get']?.parameters).toEqual([
      parameter('If-None-Match', 'header', { schema: text, example: '"3"' }),
    ]);
    expect(document.paths['/owners/me/files']?.['delete']).not.toHaveProperty('parameters');
    expect(document.paths['/files']?.['get']?.parameters).toContainEqual(
      parameter('cursor', 'query', { schema: expect.objectContaining(text) }),
    );
  });

  test.each(Object.entries(routes))(
    'of %s says what it is for, asks for, and answers',
    (name, row: Route) => {
      const operation = document.paths[row.path]?.[row.method.toLowerCase()];
      expect(operation).toMatchObject({ operationId: name, summary: row.summary });
      expect(operation?.description).toContain(row.permission ?? 'no token');
      const body = operation?.requestBody as
        { required: boolean; content: Record<string, { schema: object }> } | undefined;
      expect(body?.required).toBe(row.body && !row.bodyOptional);
      const types = ['application/json', ...(row.form ? ['application/x-www-form-urlencoded'] : [])];
      expect(body && Object.keys(body.content)).toEqual(row.body && types);
      for (const { schema } of Object.values(body?.content ?? {})) {
        expect(schema).toEqual({ $ref: expect.stringMatching(/Request$/) });
        expect(named(schema)).toMatchObject({ type: 'object' });
      }
      const etag = { description: expect.stringMatching(/\w/), schema: { type: 'string' } };
      for (const { status, answer, page } of row.success) {
        const content = {
          ...(answer && { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } }),
          ...(page && { 'text/html': { schema: { type: 'string' } } }),
        };
        const headers = {
          ...([302, 303].includes(status) && {
            location: { description: 'The URL.', schema: { type: 'string', format: 'uri' } },
          }),
          ...(status === 200 && row.etag && { etag }),
        };
        const { links, ...response } = (operation?.responses[status] ?? {}) as { links?: object };
        expect(response).toEqual({
          description: expect.stringMatching(/\w/),
          ...((answer ?? page) && { content }),
          ...(Object.keys(headers).length > 0 && { headers }),
        });
      }
      const unchanged = { description: expect.stringContaining('If-None-Match'), headers: { etag } };
      expect(operation?.responses[304]).toEqual(row.etag && row.method === 'GET' ? unchanged : undefined);
      const problem = { schema: { $ref: '#/components/schemas/Problem' } };
      expect(operation?.responses['500']).toEqual({
        description: expect.stringContaining('`internal-error`'),
        content: {
          'application/problem+json': problem,
          'application/json': { schema: { $ref: '#/components/schemas/GatewayError' } },
          ...(row.forPeople && { 'text/html': { schema: { type: 'string' } } }),
        },
      });
      const codes = [...(row.open ? [] : ['unauthenticated', 'forbidden']), ...row.problems];
      const described = Object.values(operation?.responses ?? {}).map(({ description }) => description);
      expect(codes.filter((code) => !described.join().includes(`\`${code}\``))).toEqual([]);
    },
  );

  test('has each event as a subscriber is sent it, signed and without a token', () => {
    const { webhooks, components } = openApi('1.2.3') as typeof document & {
      webhooks: Record<string, { $ref: string }>;
    };
    expect(Object.keys(webhooks)).toEqual(Object.keys(eventTypes));
    for (const [type, { $ref }] of Object.entries(webhooks)) {
      expect($ref).toBe(`#/components/pathItems/${type}`);
      const { post } = components.pathItems[type] as { post: Operation };
      expect(post).toMatchObject({
        operationId: expect.stringMatching(/^on[A-Z]/),
        summary: expect.stringMatching(/\w/),
        security: [],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: expect.stringMatching(/Event$/) } } },
        },
      });
      expect(Object.keys(post.responses)).toEqual(['410', '2XX']);
      expect(post.parameters).toEqual(
        ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
          ...{ name, in: 'header', required: true, schema: { type: 'string' } },
          description: expect.stringMatching(/\w/),
        })),
      );
    }
  });
});
