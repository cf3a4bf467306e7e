import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../core/problem.js';

/** RFC 8259 section 9 allows a limit on the depth; no body of this API needs more. */
const maxDepth = 16;

/** Throws `malformed-json` for bytes that are not UTF-8 (RFC 8259 section 8.1). */
export function bodyText({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    throw new Problem('malformed-json', 'The body is not UTF-8 (RFC 8259); expected a JSON object');
  }
}

/** Throws `malformed-json`. */
export function fromJson(text: string): unknown {
  if (depthOf(text) > maxDepth)
    throw new Problem('malformed-json', `The body nests more than ${maxDepth} levels deep`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('malformed-json', 'The body is not valid JSON (RFC 8259); expected an object');
  }
}

/** How deep a JSON text nests: brackets outside of strings. One pass over any text. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (isString && unit === '\\') at++;
    else if (unit === '"') isString = !isString;
    else if (!isString && (unit === '[' || unit === '{')) deepest = Math.max(deepest, ++depth);
    else if (!isString && (unit === ']' || unit === '}')) depth--;
  }
  return deepest;
}
