import { eventTypes, type EventType } from '../../core/event/event.js';
import type { Route } from '../schema/route.js';
import { routes, type RouteName } from '../routes.js';
import { delivery } from './delivery.js';
import type { Json } from './json.js';
import { operation } from './operation.js';
import { componentSchemas } from './schemas.js';
import { tags } from './tags.js';

const types = Object.keys(eventTypes) as EventType[];

const description = `Private file upload and download: the API returns presigned requests, and the client sends them to S3.

Errors are problem documents (RFC 9457): branch on \`code\`. What the gateway answers before a function runs is \`{"message": "..."}\` as \`application/json\`: 401 without a valid token, 404 for a path that is not in this document or for another method of one that is (not 405), 413 for more than 10 MB, 429 for too many requests, 500 and 503 if a function does not answer.

A change whose condition (\`If-Match\`, \`If-None-Match\`, \`If-Unmodified-Since\`) its route does not check is refused with \`precondition-not-supported\` (412).`;

/** The API as OpenAPI 3.1, from the schemas that validate its requests. @param version of the service */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, row] of Object.entries(routes) as [RouteName, Route][]) {
    (paths[row.path] ??= {})[row.method.toLowerCase()] = operation(name, row);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waybill',
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags,
    paths,
    // By reference: generators of clients take what stands here itself for operations of the service.
    webhooks: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/pathItems/${type}` }])),
    components: {
      pathItems: Object.fromEntries(types.map((type) => [type, delivery(type)])),
      // Of no stated format: a Lambda authorizer takes opaque tokens too.
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: componentSchemas(),
    },
  };
}
