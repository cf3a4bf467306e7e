import { gatewayEvent } from '../test/api/gateway-event.js';
import { storedFile } from './table-endpoint.js';

/** A request as the gateway hands it to a function: the tests' own, with the verified claims. */
export function requestFor(name: 'presign' | 'download'): object {
  const body = JSON.stringify({ filename: 'holiday.png', contentType: 'image/png', sizeBytes: 4_194_304 });
  return name === 'presign'
    ? gatewayEvent('POST /uploads', { body })
    : gatewayEvent('GET /files/{id}/content', { id: storedFile.id });
}
