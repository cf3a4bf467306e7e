import { routes, type RouteName } from '../routes.js';
import type { Route } from '../schema/route.js';
import type { Json } from './json.js';

interface Source {
  readonly status: Route['success'][number]['status'];
  /** The paths that take what the answer names. */
  readonly to: RegExp;
  /** Runtime expressions (OpenAPI 3.1 section 4.8.20.4), by the name of the path parameter. */
  readonly parameters: Readonly<Record<string, string>>;
}

const ofFile = /^\/(files|uploads)\/\{id\}(\/(?!.*\{)|$)/;
const sameFile = { id: '$request.path.id' };

/** Operations whose answers name something, and what takes that name. */
const sources: Partial<Readonly<Record<RouteName, readonly Source[]>>> = {
  createUpload: [{ status: 201, to: ofFile, parameters: { id: '$response.body#/id' } }],
  listFiles: [{ status: 200, to: ofFile, parameters: { id: '$response.body#/items/0/id' } }],
  createGrant: ([201, 200] as const).map((status) => ({
    status,
    to: /\{grantId\}/,
    parameters: { ...sameFile, grantId: '$response.body#/id' },
  })),
  createShare: [
    { status: 201, to: /\{shareId\}/, parameters: { ...sameFile, shareId: '$response.body#/id' } },
  ],
  addWebhook: [{ status: 201, to: /^\/webhooks\/\{id\}/, parameters: { id: '$response.body#/id' } }],
  listWebhooks: [
    { status: 200, to: /^\/webhooks\/\{id\}/, parameters: { id: '$response.body#/items/0/id' } },
  ],
};

/** The links of an answer (OpenAPI 3.1 section 4.8.20): tools follow them from what makes an id to what takes it. */
export function linksFrom(name: RouteName, status: number): Json {
  const found = (sources[name] ?? []).filter((source) => source.status === status);
  const links = found.flatMap(({ to, parameters }) =>
    (Object.entries(routes) as [RouteName, Route][])
      .filter(([, { path }]) => to.test(path))
      .map(([operationId]) => [operationId, { operationId, parameters }] as const),
  );
  return links.length > 0 ? { links: Object.fromEntries(links) } : {};
}
