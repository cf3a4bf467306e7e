import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../core/problem.js';
import { isSafe, type Route } from './schema/route.js';

type Headers = APIGatewayProxyEventV2['headers'];

/** RFC 9110 section 8.8.3: a strong validator, from the record's revision. */
export const etagOf = ({ revision }: { readonly revision: number }): string => `"${String(revision)}"`;

/**
 * The revisions in the header If-Match; undefined if it is missing or `*`. RFC 9110 section 13.1.1: strong comparison,
 * so a weak or unknown tag matches nothing.
 *
 * @throws Problem `invalid-request` for what is not a list of entity tags
 */
export function ifMatch({ headers }: { readonly headers: Headers }): readonly number[] | undefined {
  const header = headers['if-match']?.trim();
  if (header === undefined || header === '*') return undefined;
  const tags = entityTags(header);
  if (tags) return tags.flatMap((tag) => /^"(\d{1,15})"$/.exec(tag)?.[1] ?? []).map(Number);
  const detail = 'expected the ETag of an earlier answer with its quotes, such as "3", or *';
  throw new Problem('invalid-request', `If-Match: ${detail}`, [{ pointer: 'If-Match', detail }]);
}

/** RFC 9110 section 13.1: those that a change may depend on. `If-Modified-Since` and `If-Range` are only of reads. */
const ofChanges = {
  'if-match': 'If-Match',
  'if-none-match': 'If-None-Match',
  'if-unmodified-since': 'If-Unmodified-Since',
};

/**
 * A change on a condition that is not checked would be made although it is false: it is refused instead.
 *
 * @throws Problem `precondition-not-supported`
 */
export function refuseUncheckedCondition(route: Route, headers: Headers): void {
  if (isSafe(route.method)) return;
  const isChecked = (name: string) =>
    name === 'if-match' ||
    // RFC 9110 section 13.1.4: ignored beside If-Match, which is more accurate.
    (name === 'if-unmodified-since' && headers['if-match'] !== undefined);
  for (const [name, written] of Object.entries(ofChanges)) {
    if (headers[name] === undefined || (route.conditional && isChecked(name))) continue;
    const instead = route.conditional ? 'send If-Match with the ETag of GET /files/{id}' : 'leave it out';
    throw new Problem(
      'precondition-not-supported',
      `${route.method} ${route.path} does not check the condition ${written}, so nothing was changed; ${instead}`,
    );
  }
}

/** Whether the client has this answer already: RFC 9110 section 13.1.2, weak comparison. A malformed header is ignored. */
export function isUnchanged({ 'if-none-match': header }: Headers, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || (entityTags(header)?.some((tag) => opaque(tag) === opaque(etag)) ?? false);
}

const opaque = (tag: string): string => tag.replace(/^W\//, '');

/** An entity tag (RFC 9110 section 8.8.3), a comma, or what is neither. */
const element = /((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")|,|[^\s,]+/g;

/** A list of at least one; undefined for anything else. RFC 9110 section 5.6.1.2: empty elements are ignored. */
function entityTags(header: string): readonly string[] | undefined {
  const tags: string[] = [];
  let mayFollow = true;
  for (const [text, tag] of header.matchAll(element)) {
    if (tag !== undefined && mayFollow) tags.push(tag);
    else if (text !== ',') return undefined;
    mayFollow = tag === undefined;
  }
  return tags.length > 0 ? tags : undefined;
}
