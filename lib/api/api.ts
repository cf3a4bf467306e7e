import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Route } from '../../lambda/api/schema/route.js';
import { routes } from '../../lambda/api/routes.js';
import { makeApiDomain } from './api-domain.js';
import { addRoutes } from './api-routes.js';
import type { Functions } from '../function/function.js';
import { uniqueName } from '../names/unique-name.js';
import type { Settings } from '../settings/settings.js';

const rows: readonly Route[] = Object.values(routes);

/**
 * The HTTP API: the gateway verifies tokens, throttles requests and responds to preflights; the functions do the rest.
 */
export function makeApi(
  scope: Construct,
  functions: Functions,
  authorizer: apigateway.IHttpRouteAuthorizer,
  settings: Settings,
) {
  const api = new apigateway.HttpApi(scope, 'Api', {
    createDefaultStage: false,
    ...(settings.allowedOrigins.length > 0 && { corsPreflight: preflight(settings) }),
  });
  const httpRoutes = addRoutes(api, rows, functions, authorizer);
  const logGroup = new LogGroup(scope, 'ApiLogs', {
    // Of names under this prefix, CloudWatch Logs keeps the permission apart from the account's resource policies, of
    // which a region takes 5,120 characters each (User Guide, "Enable logging from AWS services").
    logGroupName: `/aws/vendedlogs/waybill/${uniqueName(scope)}`,
    retention: settings.logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const domain = settings.apiDomain && makeApiDomain(scope, settings.apiDomain);
  const stage = new apigateway.HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    ...(domain && { domainMapping: { domainName: domain } }),
    throttle: { rateLimit: settings.rateLimit, burstLimit: settings.burstLimit },
    accessLogSettings: {
      destination: new apigateway.LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(accessLogFormat),
    },
  });
  const cfnStage = stage.node.defaultChild as apigateway.CfnStage;
  cfnStage.addPropertyOverride('RouteSettings', routeThrottles(settings));
  // Settings can only refer to existing routes.
  stage.node.addDependency(...httpRoutes);
  const url = settings.apiDomain ? `https://${settings.apiDomain.name}` : api.apiEndpoint;
  return { api, url, ...(domain && { domain }) };
}

function preflight({ allowedOrigins, cdn }: Settings): apigateway.CorsPreflightOptions {
  const methods = [...new Set(rows.map((row) => apigateway.CorsHttpMethod[row.method]))];
  return {
    allowOrigins: [...allowedOrigins],
    allowMethods: methods,
    // Browsers keep cookies of another origin only then; the API itself reads none.
    ...(cdn?.cookies && { allowCredentials: true }),
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
    exposeHeaders: [
      ...['location', 'retry-after', 'etag', 'apigw-requestid'],
      ...['deprecation', 'sunset', 'link'],
    ],
    maxAge: Duration.hours(1),
  };
}

/**
 * Throttling for each route, so that a flood on one does not affect the others; open routes can be flooded by anyone.
 */
function routeThrottles({ rateLimit, burstLimit }: Settings) {
  const share = (limit: number, row: Route) => (row.open ? Math.ceil(limit / 10) : limit);
  return Object.fromEntries(
    rows.map((row) => [
      `${row.method} ${row.path}`,
      { ThrottlingRateLimit: share(rateLimit, row), ThrottlingBurstLimit: share(burstLimit, row) },
    ]),
  );
}

/** The route key, never the path or the query, which may contain secrets. */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  routeKey: '$context.routeKey',
  status: '$context.status',
  durationMs: '$context.responseLatency',
  integrationMs: '$context.integrationLatency',
  responseBytes: '$context.responseLength',
  sourceIp: '$context.identity.sourceIp',
  error: '$context.error.responseType',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
});
