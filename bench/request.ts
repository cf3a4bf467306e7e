import { storedFile } from './table-endpoint.js';

const claims = { sub: 'alice' };
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A request as the gateway hands it to a function (HTTP API, payload format 2.0). */
export function requestFor(name: 'presign' | 'download'): object {
  const routeKey = name === 'presign' ? 'POST /uploads' : 'GET /files/{id}/content';
  const body = JSON.stringify({ filename: 'holiday.png', contentType: 'image/png', sizeBytes: 4_194_304 });
  return {
    version: '2.0',
    routeKey,
    headers: { authorization: `Bearer ${part({ alg: 'RS256' })}.${part(claims)}.c2ln` },
    ...(name === 'presign' ? { body } : { pathParameters: { id: storedFile.id } }),
    requestContext: {
      requestId: 'bench',
      domainName: 'api.example',
      authorizer: { jwt: { claims, scopes: [] } },
    },
    isBase64Encoded: false,
  };
}
