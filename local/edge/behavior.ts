import { runInNewContext } from 'node:vm';
import { filesPrefix } from '../../lambda/core/file/object-key.js';
import { readParameters } from '../../lambda/core/read/read-parameter.js';
import { sessionFunctionCode, sessionPattern } from '../../lib/cdn/session-function.js';

/** What the distribution's behaviors make of a request that is allowed. */
export interface EdgeRead {
  /** Percent-encoded, with the slash in front. */
  readonly path: string;
  /** Cached and sent to the bucket. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/**
 * CloudFront developer guide, "Path pattern": the behavior is chosen by the normalized path; the origin gets the path as
 * it arrived.
 */
export const isSessionRead = (url: string): boolean => startsWith(url, sessionPattern);

/** @returns undefined where no behavior leads to a file */
export function edgeReadOf(url: string): EdgeRead | undefined {
  const [, path = '/', search = ''] = /^[a-z]+:\/\/[^/?]*([^?]*)\??(.*)$/s.exec(url) ?? [];
  const given = new URLSearchParams(search);
  if (isSessionRead(url)) return sessionRead(path, given);
  // The bucket's policy lets CloudFront read below this prefix, and S3 knows no dot segments.
  if (!startsWith(url, `${filesPrefix}*`) || !path.startsWith(`/${filesPrefix}`)) return undefined;
  return { path, query: forwarded((name) => given.get(name)) };
}

const startsWith = (url: string, pattern: string): boolean =>
  new URL(url).pathname.startsWith(`/${pattern.slice(0, -1)}`);

const forwarded = (valueOf: (name: string) => string | null | undefined): EdgeRead['query'] =>
  readParameters.flatMap((name) => {
    const value = valueOf(name);
    return value === null || value === undefined ? [] : [[name, value] as const];
  });

interface FunctionRequest {
  readonly uri: string;
  readonly querystring: Readonly<Record<string, { value: string; multiValue?: { value: string }[] }>>;
}

/** The distribution's own function. */
const handler = runInNewContext(`${sessionFunctionCode}; handler`) as (event: {
  request: FunctionRequest;
}) => FunctionRequest | { readonly statusCode: number };

/** CloudFront developer guide, "CloudFront Functions event structure": a repeated parameter has all of its values. */
function sessionRead(uri: string, given: URLSearchParams): EdgeRead | undefined {
  const querystring = Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const values = given.getAll(name).map((value) => ({ value }));
      return [name, { value: values.at(-1)?.value ?? '', ...(values.length > 1 && { multiValue: values }) }];
    }),
  );
  const answer = handler({ request: { uri, querystring } });
  if ('statusCode' in answer) return undefined;
  return { path: answer.uri, query: forwarded((name) => answer.querystring[name]?.value) };
}
