import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { dispatcher } from '../../lambda/api/dispatcher.js';
import { routes } from '../../lambda/api/routes.js';
import type { ApiFunction } from '../../lambda/functions.js';
import type { Route } from '../../lambda/api/schema/route.js';
import { serve, type Input, type ServedBy } from '../../lambda/api/served.js';
import { Problem } from '../../lambda/core/problem.js';
import { context } from './gateway-event.js';

const rows: readonly Route[] = Object.values(routes);
const everything = ['files:create', 'files:read', 'files:delete', 'files:share', 'files:admin'] as const;
const access = { ownerClaim: 'sub', groupsClaim: 'groups', rolesClaim: 'groups', roles: { all: everything } };

/**
 * Every route of the table behind the dispatcher of its function. The input is passed to `reached`, and the response is
 * `conflict`, as from a use case that quotes its input.
 */
export function everyRoute(reached: (body: unknown, query: unknown) => void = () => {}) {
  const refuse = ({ body, query }: Input<Route>): never => {
    const given: unknown = typeof body === 'function' ? (body as () => unknown)() : body;
    reached(given, query);
    throw new Problem('conflict', `nothing is stored of ${JSON.stringify(given)}`);
  };
  const functions = new Map(
    [...new Set(rows.map((row) => row.function))].map((name) => {
      const served = Object.fromEntries(
        Object.entries(routes as Readonly<Record<string, Route>>)
          .filter(([, row]) => row.function === name)
          .map(([route, row]) => [route, serve(row, refuse)]),
      );
      return [name, dispatcher<ApiFunction>(served as unknown as ServedBy<ApiFunction>, access)] as const;
    }),
  );
  /** The response of the function that serves the route, called like the gateway does. */
  return async (row: Route, event: APIGatewayProxyEventV2) => {
    const handler = functions.get(row.function);
    if (!handler) throw new Error(`no function serves ${row.path}`);
    return handler(event, context);
  };
}
