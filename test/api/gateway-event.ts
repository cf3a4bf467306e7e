import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** A token as the gateway passes it on: it has verified the signature, so nothing here signs. */
export function bearer(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `Bearer ${part({ alg: 'RS256' })}.${part(claims)}.c2ln`;
}

export interface Asked {
  readonly body?: string;
  readonly query?: Record<string, string>;
  readonly id?: string;
  readonly headers?: Record<string, string>;
  /** What the authorizer verified; those of the token in `authorization` when left out. */
  readonly claims?: Readonly<Record<string, string>>;
}

/** HTTP API, payload format 2.0. */
export function gatewayEvent(
  routeKey: string,
  { body, query, id, headers, claims }: Asked = {},
): APIGatewayProxyEventV2 {
  const [method = '', path = ''] = routeKey.split(' ');
  const authorization = headers?.['authorization'] ?? bearer({ sub: 'alice' });
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { authorization, ...headers },
    isBase64Encoded: false,
    ...(body !== undefined && { body }),
    ...(query && { queryStringParameters: query }),
    ...(id && { pathParameters: { id } }),
    requestContext: {
      accountId: '111122223333',
      apiId: 'api',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'gateway-request',
      routeKey,
      stage: '$default',
      time: '22/Nov/2026:12:00:00 +0000',
      timeEpoch: 0,
      ...({ authorizer: { jwt: { claims: claims ?? verifiedClaims(authorization), scopes: [] } } } as object),
    },
  };
}

/** Each claim as a string, as the authorizer passes them on. */
function verifiedClaims(authorization: string): Record<string, string> {
  const payload = Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString();
  try {
    const claims = JSON.parse(payload) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(claims).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
  } catch {
    return {};
  }
}

export const context = {
  awsRequestId: 'function-request',
  getRemainingTimeInMillis: () => 30_000,
} as Context;
