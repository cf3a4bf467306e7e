import type { Route } from '../schema/route.js';
import { idempotencyKeyPattern } from '../parse.js';
import type { Json } from './json.js';
import { inlineSchema } from './schemas.js';

export const parametersOf = (row: Route): Json[] => [
  ...pathParameters(row.path),
  ...queryParameters(row),
  ...headerParameters(row),
];

const inPath: Readonly<Record<string, string>> = {
  id: 'Identifies the resource, as the answer that created it says.',
  grantId: '`id` of the grant.',
  shareId: '`id` of the link.',
  token: 'The secret of the link. Whoever has it can read the file: do not log it.',
};

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: inPath[name],
    schema: { type: 'string', minLength: 1 },
  }));

function queryParameters({ query }: Route): Json[] {
  if (!query) return [];
  const { properties = {} } = inlineSchema(query) as { properties?: Json };
  return Object.entries(properties as Record<string, Json>).map(([name, { description, ...schema }]) => ({
    ...{ name, in: 'query', description, schema },
  }));
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Makes the request idempotent: the same key with the same request returns the same upload, for 24 hours.',
  schema: { type: 'string', pattern: idempotencyKeyPattern },
};

/** `*`, or a list of entity tags of ASCII (RFC 9110 sections 8.8.3 and 13.1.1). */
const tag = '(?:W/)?"[!#-~]*"';
const tags = { type: 'string', pattern: `^(?:\\*|${tag}(?:, *${tag})*)$` };

const ifMatch: Json = {
  name: 'If-Match',
  in: 'header',
  description:
    'Only if the file is at one of these revisions, each in double quotes, or `*` (RFC 9110 section 13.1.1).',
  schema: tags,
  example: '"3"',
};

const ifNoneMatch: Json = {
  name: 'If-None-Match',
  in: 'header',
  description:
    'ETags of earlier answers: 304 without content if it is one of these still (RFC 9110 section 13.1.2).',
  schema: { type: 'string' },
  example: '"3"',
};

const headerParameters = ({ method, idempotent, conditional, etag }: Route): Json[] => [
  ...(idempotent ? [idempotencyKey] : []),
  ...(conditional ? [ifMatch] : []),
  ...(etag && method === 'GET' ? [ifNoneMatch] : []),
];
