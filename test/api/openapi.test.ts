import { describe, expect, test } from '@jest/globals';
import { openApi } from '../../lambda/api/openapi.js';
import { routes } from '../../lambda/api/routes.js';

interface Operation {
  description?: string;
  security?: unknown[];
  parameters?: { name: string; in: string; description?: string }[];
  requestBody?: object;
  responses: Record<string, { description: string }>;
}
const document = openApi('1.2.3') as { paths: Record<string, Record<string, Operation>> };

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
      ['201', '400', '401', '403', '410', '413', '415', '422', '429', '500'].sort(),
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
        content: Record<string, { schema: { properties: object; required: string[] } }>;
      };
    expect(bodyOf('/uploads').description).toContain('65536 bytes');
    expect(bodyOf('/uploads/{id}/parts').description).toContain('8192 bytes');
    expect(bodyOf('/uploads').content['application/json']?.schema.properties).toMatchObject({
      filename: { minLength: 1, maxLength: 255 },
      metadata: {
        maxProperties: 16,
        propertyNames: { minLength: 1, maxLength: 64 },
        additionalProperties: { type: 'string', maxLength: 512 },
      },
    });
    const parts = bodyOf('/uploads/{id}/parts').content['application/json']?.schema;
    expect(parts).toMatchObject({
      properties: { partNumbers: { minItems: 1, maxItems: 100 } },
      required: ['partNumbers'],
    });
    expect(bodyOf('/files/{id}/grants').content['application/json']?.schema.properties).toMatchObject({
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
    const { schema } = (
      document.paths['/uploads']?.['post']?.requestBody as {
        content: Record<string, { schema: { properties: Record<string, { description: string }> } }>;
      }
    ).content['application/json'] as { schema: { properties: Record<string, { description: string }> } };
    expect(schema.properties['filename']?.description).toBe(
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
});
