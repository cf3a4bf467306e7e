import type { Json } from './json.js';

/**
 * What zod writes, in the words that other languages have types for. The rules stay the same, except for bounds that
 * only JavaScript has.
 */
export function portableSchema(schema: Json): Json {
  const plain = Object.fromEntries(
    Object.entries(nullAsType(schema)).map(([key, value]) => [key, below(value)]),
  );
  // A field that is always null; beside a reference `null` has no description.
  if (plain['type'] === 'null' && plain['description']) return { ...plain, type: ['string', 'null'] };
  return timeWithoutPattern(integerWithFormat(listsOptional(plain)));
}

const below = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(below);
  return typeof value === 'object' && value !== null ? portableSchema(value as Json) : value;
};

const isType = (schema: Json, type: string) => [schema['type']].flat().includes(type);

/**
 * `null` as one of the types (JSON Schema 2020-12 validation, section 6.1.1), not as an alternative: generators make a
 * class of each alternative. A reference cannot have a type beside it, and keeps both.
 */
function nullAsType(schema: Json): Json {
  const [value, none, ...others] = (schema['anyOf'] ?? []) as Json[];
  if (!value || none?.['type'] !== 'null' || others.length > 0 || typeof value['type'] !== 'string')
    return schema;
  const { anyOf, ...beside } = schema;
  const { enum: members, ...rest } = value as Json & { enum?: unknown[] };
  return { ...rest, ...beside, ...(members && { enum: [...members, null] }), type: [value['type'], 'null'] };
}

const maxInt32 = 2 ** 31 - 1;

/** A number may be larger than 32 bits, which is what Java and Go take an integer without a format for. */
function integerWithFormat(schema: Json): Json {
  if (!isType(schema, 'integer')) return schema;
  const { minimum, maximum, ...rest } = schema;
  if (typeof maximum !== 'number' || maximum <= maxInt32) return schema;
  return {
    ...rest,
    format: 'int64',
    ...(minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
  };
}

/** Generated clients match the pattern of a text against the time that they have made of it. */
function timeWithoutPattern(schema: Json): Json {
  if (schema['format'] !== 'date-time') return schema;
  const { pattern, ...rest } = schema;
  return rest;
}

/**
 * A list that may be null is described as one that may also be missing: generated clients for Java refuse an answer in
 * which a required list is null.
 */
function listsOptional(schema: Json): Json {
  const { required, properties } = schema as { required?: string[]; properties?: Record<string, Json> };
  if (!required || !properties) return schema;
  const isNullableList = (name: string) => {
    const field = properties[name];
    return field !== undefined && isType(field, 'array') && isType(field, 'null');
  };
  return { ...schema, required: required.filter((name) => !isNullableList(name)) };
}
