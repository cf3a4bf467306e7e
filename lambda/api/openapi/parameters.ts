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

const ifMatch: Json = {
  name: 'If-Match',
  in: 'header',
  description:
    'Only if the file is at one of these revisions, each in double quotes (RFC 9110 section 13.1.1).',
  schema: { type: 'string' },
};

const headerParameters = ({ idempotent, conditional }: Route): Json[] => [
  ...(idempotent ? [idempotencyKey] : []),
  ...(conditional ? [ifMatch] : []),
];
