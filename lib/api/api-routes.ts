import { Validations } from 'aws-cdk-lib';
import {
  HttpMethod,
  type HttpApi,
  type HttpRoute,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Route } from '../../lambda/api/schema/route.js';
import { forEachFunction } from '../../lambda/functions.js';
import { constructId, type Functions } from '../function/function.js';

/**
 * Adds exactly the routes of the route table to the gateway: an `ANY` or `$default` route with an authorizer would
 * respond to preflights with 401.
 */
export function addRoutes(
  api: HttpApi,
  rows: readonly Route[],
  functions: Functions,
  authorizer: IHttpRouteAuthorizer,
): HttpRoute[] {
  const integrations = forEachFunction(
    (name) => new HttpLambdaIntegration(constructId(name), functions[name]),
  );
  return rows.flatMap((row) => {
    const added = api.addRoutes({
      path: row.path,
      methods: [HttpMethod[row.method]],
      integration: integrations[row.function],
      ...(!row.open && { authorizer }),
    });
    if (row.open) added.forEach(acknowledgeOpen);
    return added;
  });
}

function acknowledgeOpen(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: 'Open by design: what it answers is the same for everyone.',
  });
}
