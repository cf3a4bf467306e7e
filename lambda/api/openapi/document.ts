import { eventTypes, type EventType } from '../../core/event/event.js';
import type { Route } from '../schema/route.js';
import { routes, type RouteName } from '../routes.js';
import { delivery } from './delivery.js';
import type { Json } from './json.js';
import { operation } from './operation.js';
import { componentSchemas } from './schemas.js';
import { tags } from './tags.js';

const types = Object.keys(eventTypes) as EventType[];

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
      description:
        'Private file upload and download: the API returns presigned requests, and the client sends them to S3.',
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
