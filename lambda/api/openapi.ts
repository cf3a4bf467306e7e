import * as z from 'zod/mini';
import { problems, type ProblemCode } from '../core/problem.js';
import { eventTypes, type EventType } from '../core/event/event.js';
import { answers } from './schema/answers.js';
import { eventJsonSchema } from './schema/event-schemas.js';
import { maxBodyBytes, type Route } from './schema/route.js';
import { ProblemDocument } from './schema/service-answers.js';
import { idempotencyKeyPattern } from './parse.js';
import { routes } from './routes.js';

type Json = Record<string, unknown>;

/** The API as OpenAPI 3.1, from the schemas that validate its requests. @param version of the service */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, row] of Object.entries(routes) as [string, Route][]) {
    (paths[row.path] ??= {})[row.method.toLowerCase()] = operation(name, row);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waybill',
      version,
      description:
        'Private file upload and download: the API returns presigned requests, and the client sends them to S3.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    webhooks: Object.fromEntries(
      (Object.keys(eventTypes) as EventType[]).map((type) => [type, delivery(type)]),
    ),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: Object.fromEntries(
        Object.entries({ ...answers, Problem: ProblemDocument }).map(([name, schema]) => [
          name,
          jsonSchema(schema),
        ]),
      ),
    },
  };
}

function operation(name: string, row: Route): Json {
  const parameters = [...pathParameters(row.path), ...queryParameters(row), ...headerParameters(row)];
  return {
    operationId: name,
    summary: row.summary,
    ...(row.permission && { description: `Needs the permission \`${row.permission}\`.` }),
    ...(row.open && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(row.body && {
      requestBody: {
        description: `At most ${row.maxBodyBytes ?? maxBodyBytes} bytes.`,
        required: !row.bodyOptional,
        content: {
          ...content('application/json', jsonSchema(row.body)),
          ...(row.form && content('application/x-www-form-urlencoded', jsonSchema(row.body))),
        },
      },
    }),
    responses: { ...successes(row), ...refusals(row) },
  };
}

const signatureHeaders = {
  'webhook-id': 'The `id` of the event.',
  'webhook-timestamp': 'When the request was signed, in seconds since 1970.',
  'webhook-signature': 'Signatures, separated by blanks: `v1,` and HMAC-SHA256 in base64.',
};

/** What a subscriber is sent (Standard Webhooks 1.0). */
const delivery = (type: EventType): Json => ({
  post: {
    summary: eventTypes[type],
    security: [],
    parameters: Object.entries(signatureHeaders).map(([name, description]) => ({
      ...{ name, in: 'header', required: true, description, schema: { type: 'string' } },
    })),
    requestBody: { required: true, content: content('application/json', eventJsonSchema(type)) },
    responses: {
      '2XX': { description: 'Accepted' },
      410: { description: 'The endpoint is gone: it is disabled' },
    },
  },
});

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
  const { properties = {} } = jsonSchema(query) as { properties?: Json };
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

const successes = ({ success }: Route): Json =>
  Object.fromEntries(
    success.map(({ status, answer, page }) => [
      status,
      {
        description: descriptions[status],
        ...((answer ?? page) && {
          content: {
            ...(answer && content('application/json', { $ref: `#/components/schemas/${answer}` })),
            ...(page && htmlPage),
          },
        }),
        ...((status === 302 || status === 303) && {
          headers: { location: { schema: { type: 'string', format: 'uri' } } },
        }),
      },
    ]),
  );

const descriptions = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'Done',
  302: 'A presigned URL',
  303: 'A presigned URL',
} as const;

/** The problems of a route by status: its own, and those of every route. */
function refusals(row: Route): Json {
  const codes: ProblemCode[] = [
    ...row.problems,
    ...(row.open ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(['request-too-large', 'internal-error'] as const),
  ];
  const statuses = [...new Set(codes.map((code) => problems[code].status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const group = codes.filter((code) => problems[code].status === status);
      const description = group.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n');
      return [
        status,
        {
          description,
          content: {
            ...content('application/problem+json', { $ref: '#/components/schemas/Problem' }),
            ...(row.forPeople && htmlPage),
          },
        },
      ];
    }),
  );
}

/** For people: its content is not part of the contract. */
const htmlPage: Json = { 'text/html': { schema: { type: 'string' } } };

const content = (type: string, schema: Json): Json => ({ [type]: { schema } });

function jsonSchema(schema: z.core.$ZodType): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
