import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../core/problem.js';
import { jsonType } from './accept.js';
import { fromJson } from './json-text.js';

export interface BodyForms {
  /** The body may be omitted, which means an empty object. @default false */
  readonly bodyOptional?: true;
  /** The body may also be an HTML form. @default false */
  readonly form?: true;
}

const isForm = /^application\/x-www-form-urlencoded$/;

/**
 * The fields of a body, before the route's schema. A missing Content-Type means JSON.
 *
 * @throws Problem `media-type-not-supported` for another media type, charset or content coding (RFC 9110 section
 * 15.5.16); `malformed-json`
 */
export function bodyFields(event: APIGatewayProxyEventV2, { bodyOptional, form }: BodyForms): unknown {
  const text = bodyText(event);
  if (!text && bodyOptional) return {};
  const [type = '', ...parameters] = (event.headers['content-type'] ?? 'application/json')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const isWanted = jsonType.test(type) || (form && isForm.test(type));
  if (!isWanted) throw notSupported(`the media type ${type}`);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset && !/^"?utf-?8"?$/.test(charset)) throw notSupported(`the charset ${charset}`);
  if (!text) throw new Problem('malformed-json', 'The body is empty; expected a JSON object');
  if (isForm.test(type)) return Object.fromEntries(new URLSearchParams(text));
  const fields = fromJson(text);
  // What clients of openapi-generator for Go send in place of a body that is left out.
  return bodyOptional ? (fields ?? {}) : fields;
}

function notSupported(what: string): Problem {
  return new Problem('media-type-not-supported', `The body has ${what}; expected application/json in UTF-8`);
}

/**
 * Without a byte order mark, which RFC 8259 section 8.1 lets a parser ignore.
 *
 * @throws Problem `malformed-json` for bytes that are not UTF-8 (the same section)
 */
function bodyText({ headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  const coding = headers['content-encoding']?.trim().toLowerCase();
  if (coding && coding !== 'identity') throw notSupported(`the content coding ${coding}`);
  const notUtf8 = () =>
    new Problem('malformed-json', 'The body is not UTF-8 (RFC 8259); expected a JSON object');
  // What the gateway reads as text has U+FFFD in place of such bytes. Who means that character escapes it.
  if (!isBase64Encoded && body.includes('\uFFFD')) throw notUtf8();
  if (!isBase64Encoded) return body.replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    throw notUtf8();
  }
}
