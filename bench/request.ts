import { gatewayEvent } from '../test/api/gateway-event.js';
import { storedFile } from './table-endpoint.js';

/** A request from the gateway to a function: the tests' own, with the claims where the baseline reads them. */
export function requestFor(name: 'presign' | 'download'): object {
  const body = JSON.stringify({ filename: 'holiday.png', contentType: 'image/png', sizeBytes: 4_194_304 });
  const event =
    name === 'presign'
      ? gatewayEvent('POST /uploads', { body })
      : gatewayEvent('GET /files/{id}/content', { id: storedFile.id });
  const authorizer = { jwt: { claims: { sub: 'alice' }, scopes: [] } };
  return { ...event, requestContext: { ...event.requestContext, authorizer } };
}
