import { describe, expect, test } from '@jest/globals';
import { openApi } from '../../../lambda/api/openapi/document.js';

type Json = Record<string, unknown>;
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly links?: Readonly<Record<string, Link>> }>>;
}
interface Link {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const document = openApi('1.2.3') as {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; pathItems: Record<string, { post: Operation }> };
};
const served = Object.values(document.paths).flatMap((methods) => Object.values(methods));
const operations = [...served, ...Object.values(document.components.pathItems).map(({ post }) => post)];

/** Every schema below a value, with where it stands. */
function* schemasIn(value: unknown, place = ''): Generator<[string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [place, value as Json];
  for (const [name, below] of Object.entries(value)) yield* schemasIn(below, `${place}/${name}`);
}

// What generators of clients stumble over, each seen with openapi-generator 7.17.
describe('a generator of clients', () => {
  test('has a name for each operation, and a tag that the document describes', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    expect(operations.map(({ tags }) => tags)).toEqual(operations.map(() => [expect.any(String)]));
    expect(new Set(operations.flatMap((operation) => operation.tags))).toEqual(new Set(tags));
    expect(document.tags.every(({ description }) => description.length > 0)).toBe(true);
  });

  test('finds every object under a name of its own', () => {
    const inner = Object.values(document.components.schemas).flatMap((schema) =>
      [...schemasIn(schema)].slice(1),
    );
    const outside = [...schemasIn(document.paths), ...schemasIn(document.components.pathItems)];
    expect([...inner, ...outside].filter(([, { properties, type }]) => properties && type)).toEqual([]);
  });

  test('makes no two files whose names differ in case only', () => {
    const names = Object.keys(document.components.schemas).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    // Go: `NewX` makes an `X`, and `_test` ends the name of a file of tests.
    expect(Object.keys(document.components.schemas).filter((name) => /^New|Test$/.test(name))).toEqual([]);
  });

  test('reads null as a type, except beside a reference', () => {
    const alternatives = [...schemasIn(document.components.schemas)].flatMap(([place, { anyOf }]) =>
      Array.isArray(anyOf) ? [[place, anyOf as Json[]] as const] : [],
    );
    expect(alternatives.length).toBeGreaterThan(3);
    for (const [, [one]] of alternatives) expect(one).toHaveProperty('$ref');
    const alone = [...schemasIn(document)].filter(
      ([place, { type }]) => type === 'null' && !/anyOf\/1$/.test(place),
    );
    expect(alone).toEqual([]);
  });

  test('reads integers of more than 32 bits, and times without a pattern', () => {
    const schemas = [...schemasIn(document.components.schemas)].map(([, schema]) => schema);
    expect(schemas.filter(({ format }) => format === 'int64').length).toBeGreaterThan(20);
    expect(
      schemas.filter(({ maximum, minimum }) => Number(maximum) > 2 ** 53 - 2 || Number(minimum) < -(2 ** 52)),
    ).toEqual([]);
    const large = schemas.filter(({ maximum }) => Number(maximum) > 2 ** 31 - 1);
    expect(large.length).toBeGreaterThan(0);
    expect(large.filter(({ format }) => format !== 'int64')).toEqual([]);
    const times = schemas.filter(({ format }) => format === 'date-time');
    expect(times.length).toBeGreaterThan(20);
    expect(times.filter(({ pattern }) => pattern)).toEqual([]);
  });

  test('requires no list that may be null', () => {
    const { required, properties } = document.components.schemas['StoredFile'] as {
      required: string[];
      properties: Record<string, Json>;
    };
    expect(properties['contains']).toMatchObject({ type: ['array', 'null'] });
    expect(Object.keys(properties).filter((name) => !required.includes(name))).toEqual(['contains']);
  });

  test('distinguishes the ways of an upload by their method', () => {
    const { oneOf, discriminator } = document.components.schemas['UploadRequest'] as {
      oneOf: { $ref: string }[];
      discriminator: { propertyName: string; mapping: Record<string, string> };
    };
    expect(discriminator.propertyName).toBe('method');
    expect(Object.values(discriminator.mapping)).toEqual(oneOf.map(({ $ref }) => $ref));
    for (const [method, ref] of Object.entries(discriminator.mapping)) {
      const { properties } = document.components.schemas[ref.split('/').at(-1) ?? ''] as { properties: Json };
      expect(properties['method']).toMatchObject({ const: method });
    }
  });
});

describe('the links of an answer', () => {
  const links = served.flatMap(({ operationId, responses }) =>
    Object.values(responses).flatMap(({ links = {} }) =>
      Object.values(links).map((link) => [operationId, link] as const),
    ),
  );

  test('lead to operations, and give each of their path parameters', () => {
    for (const [from, { operationId, parameters }] of links) {
      const target = served.find((one) => one.operationId === operationId);
      const inPath = (target?.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
      expect([from, operationId, Object.keys(parameters)]).toEqual([from, operationId, inPath]);
    }
  });

  test('lead to every operation that takes an id, but not from a link’s URL, whose token is only in it', () => {
    const reached = new Set(links.map(([, { operationId }]) => operationId));
    const missing = Object.entries(document.paths)
      .filter(([path]) => path.includes('{') && path !== '/s/{token}' && path !== '/problems/{id}')
      .flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId))
      .filter((id) => !reached.has(id));
    expect(missing).toEqual([]);
  });
});
