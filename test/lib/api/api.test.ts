import { describe, expect, test } from '@jest/globals';
import type { Route } from '../../../lambda/api/schema/route.js';
import { routes } from '../../../lambda/api/routes.js';
import { find, ofType, resourcesOf, synthesize, type Resources } from '../synthesize.js';

const rows: readonly Route[] = Object.values(routes);
const key = ({ method, path }: Route) => `${method} ${path}`;
const resources = resourcesOf(synthesize({ allowedOrigins: ['https://app.example.com'] }));

/** Route key -> settings of the gateway. */
function gatewayRoutes(from: Resources) {
  return Object.fromEntries(
    ofType(from, 'AWS::ApiGatewayV2::Route').map(([, { Properties: route }]) => [
      String(route['RouteKey']),
      { authorization: route['AuthorizationType'], target: String(route['Target']) },
    ]),
  );
}

describe('the gateway', () => {
  const gateway = gatewayRoutes(resources);

  test('has the routes of the table and no other', () => {
    expect(Object.keys(gateway).sort()).toEqual(rows.map(key).sort());
  });

  test.each(rows.map((row) => [key(row), row.open ? 'NONE' : 'JWT', row.function] as const))(
    '%s: authorization %s, served by %s',
    (routeKey, authorization, owner) => {
      const { target, ...route } = gateway[routeKey] ?? { target: '' };
      expect(route).toEqual({ authorization });
      const integrationName = target.replace(/^integrations\//, '');
      const integrations = ofType(resources, 'AWS::ApiGatewayV2::Integration');
      const uri = integrations.find(([id]) => id.includes(integrationName))?.[1].Properties['IntegrationUri'];
      expect(String(uri).toLowerCase()).toMatch(new RegExp(`:${owner}$`));
    },
  );

  test('answers preflights of the named pages for the methods that it has', () => {
    const { Properties: api } = find(resources, 'AWS::ApiGatewayV2::Api');
    const cors = api['CorsConfiguration'] as Record<string, string[]>;
    expect(cors['AllowOrigins']).toEqual(['https://app.example.com']);
    expect(cors['AllowMethods']?.toSorted()).toEqual([...new Set(rows.map(({ method }) => method))].sort());
    expect(cors['AllowHeaders']).toEqual(expect.arrayContaining(['authorization', 'content-type']));
    expect(cors['AllowCredentials']).toBeUndefined();
  });

  test('answers no preflight when no page is named', () => {
    const { Properties: api } = find(resourcesOf(synthesize()), 'AWS::ApiGatewayV2::Api');
    expect(api['CorsConfiguration']).toBeUndefined();
  });
});

describe('its stage', () => {
  const { Properties: stage } = find(resources, 'AWS::ApiGatewayV2::Stage');

  test('logs where no resource policy of the account is needed', () => {
    // CloudWatch Logs user guide, "Enable logging from AWS services": elsewhere each stage adds to a policy of 5,120
    // characters that all of the region share.
    const { LogGroupName: name } = find(resources, 'AWS::Logs::LogGroup', 'ApiLogs').Properties;
    expect(JSON.stringify(name)).toMatch(/^"\/aws\/vendedlogs\/|^\{"Fn::Join":\["",\["\/aws\/vendedlogs\//);
  });

  test('logs JSON with the request id and the route key, never the path', () => {
    const { Format: format } = stage['AccessLogSettings'] as { Format: string };
    expect(JSON.parse(format)).toMatchObject({
      requestId: '$context.requestId',
      routeKey: '$context.routeKey',
    });
    expect(format).not.toMatch(
      /\$context\.(path|domainName|resourcePath|requestOverride)|querystring|header/i,
    );
  });

  test('throttles every route, and open ones at a tenth', () => {
    const throttle = (rate: number, burst: number) => ({
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: burst,
    });
    const { Properties: throttled } = find(
      resourcesOf(synthesize({ rateLimit: 200, burstLimit: 300 })),
      'AWS::ApiGatewayV2::Stage',
    );
    expect(throttled['DefaultRouteSettings']).toEqual(throttle(200, 300));
    expect(throttled['RouteSettings']).toEqual(
      Object.fromEntries(rows.map((row) => [key(row), row.open ? throttle(20, 30) : throttle(200, 300)])),
    );
  });
});
