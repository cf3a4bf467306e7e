import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../core/problem.js';
import { maxBodyBytes, type Route } from './schema/route.js';

/**
 * API Gateway developer guide, "Quotas for HTTP APIs": request line and header values have at most 10,240 bytes
 * together, and the gateway adds a few headers. A larger request did not pass an AWS gateway.
 */
const maxHeadBytes = 16 * 1024;

/** Throws `request-too-large` before the request is parsed. */
export function refuseTooLarge(route: Route, event: APIGatewayProxyEventV2): void {
  const most = route.maxBodyBytes ?? maxBodyBytes;
  if (bodyExceeds(most, event))
    throw new Problem(
      'request-too-large',
      `The body has more than the ${most} bytes that this route accepts`,
    );
  if (headLength(event) > maxHeadBytes)
    throw new Problem(
      'request-too-large',
      `Path, query and headers have more than ${maxHeadBytes} bytes together`,
    );
}

/** In bytes as sent; a text that is far too long is not counted. */
const bodyExceeds = (bytes: number, { body = '', isBase64Encoded }: APIGatewayProxyEventV2): boolean =>
  isBase64Encoded
    ? Buffer.byteLength(body, 'base64') > bytes
    : body.length > bytes || Buffer.byteLength(body) > bytes;

/** Headers are usually ASCII; others have more bytes than this counts, at most three for each character. */
function headLength({ rawPath, rawQueryString, headers, cookies = [] }: APIGatewayProxyEventV2): number {
  const texts = [rawPath, rawQueryString, ...Object.keys(headers), ...Object.values(headers), ...cookies];
  return texts.reduce((sum, text = '') => sum + text.length, 0);
}
