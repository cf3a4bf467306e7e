import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { Problem } from '../core/problem.js';
import { bodyFields, type BodyForms } from './body.js';
import { fieldErrors, maxErrors, type Pointer } from './field-errors.js';

z.config(en());

/**
 * The body, parsed by the route's schema. Throws `malformed-json`, `media-type-not-supported`, or `invalid-request` with
 * a pointer for each invalid field.
 */
export function parseBody<Schema extends z.ZodMiniType>(
  schema: Schema,
  event: APIGatewayProxyEventV2,
  forms: BodyForms = {},
): z.output<Schema> {
  return parse(schema, bodyFields(event, forms), (path) => path.map((step) => `/${escape(step)}`).join(''));
}

/** Of a route without parameters. */
export const noQuery = z.strictObject({});

/** The query string, parsed by the route's schema; throws `invalid-request`, also for a parameter that is repeated. */
export function parseQuery<Schema extends z.ZodMiniType>(
  schema: Schema,
  { rawQueryString, queryStringParameters = {} }: APIGatewayProxyEventV2,
): z.output<Schema> {
  // The gateway joins the values of a repeated parameter with commas, which a value may contain itself.
  const names = [...new URLSearchParams(rawQueryString).keys()];
  const repeated = names.filter((name, at) => names.indexOf(name) !== at);
  if (repeated.length > 0) {
    const detail = 'expected once';
    const errors = [...new Set(repeated)]
      .slice(0, maxErrors)
      .map((name) => ({ pointer: `?${name}`, detail }));
    throw new Problem(
      'invalid-request',
      errors.map(({ pointer }) => `${pointer}: ${detail}`).join('; '),
      errors,
    );
  }
  return parse(schema, queryStringParameters, (path) => `?${path.join('.')}`);
}

/** Visible ASCII, as in any HTTP field (RFC 9110 section 5.5), without blanks. */
export const idempotencyKeyPattern = '^[\\x21-\\x7e]{1,255}$';

/** The value of the header with that name; throws `invalid-request` if it is invalid. */
export function idempotencyKey({ headers }: APIGatewayProxyEventV2): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || new RegExp(idempotencyKeyPattern).test(key)) return key;
  const detail = 'expected 1 to 255 visible ASCII characters, such as a UUID';
  throw new Problem('invalid-request', detail, [{ pointer: 'Idempotency-Key', detail }]);
}

function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  pointer: Pointer,
): z.output<Schema> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  const { errors, omitted } = fieldErrors(result.error.issues, pointer);
  const named = errors.map((error) => `${error.pointer || 'the body'}: ${error.detail}`).join('; ');
  throw new Problem('invalid-request', named, errors, undefined, omitted);
}

/** RFC 6901 section 3. */
const escape = (step: PropertyKey) => String(step).replaceAll('~', '~0').replaceAll('/', '~1');
