import { filesPrefix } from '../../lambda/core/file/object-key.js';
import type { ReadParameter } from '../../lambda/core/read/read-parameter.js';
import { sessionPrefix } from '../../lambda/core/read/session-path.js';

/** Paths of reads by cookies. */
export const sessionPattern = `${sessionPrefix}${filesPrefix}*`;

/**
 * Headers of these responses, whatever the viewer wants: `<img>`, `<video>` and scripts show an attachment too. No value
 * needs an encoding, since the guide does not say whether the function's is encoded again. The type is the declared one.
 */
const headers = {
  'response-content-disposition': 'attachment',
  'response-cache-control': 'private,immutable,max-age=3600,stale-if-error=0',
  'response-content-encoding': 'identity',
  'response-content-language': 'und',
} as const satisfies Partial<Record<ReadParameter, string>>;

/**
 * Runs at CloudFront's edge for each read by cookies, after CloudFront has verified them: removes the path's prefix, and
 * replaces the query, which cookies do not cover, by the version and fixed headers of the response. A path that is no
 * key, such as one with dot segments or an encoded slash, is refused: cookies cover whatever follows the owner's prefix.
 */
export const sessionFunctionCode = `function handler(event) {
  var request = event.request;
  var match = /^\\/${sessionPrefix.slice(0, -1)}(\\/${filesPrefix.slice(0, -1)}\\/[0-9a-f]{2}\\/[uh]-[\\w-]{1,64}\\/[0-9a-f-]{36})$/.exec(request.uri);
  var version = request.querystring.versionId;
  if (!match || !version || version.multiValue) return { statusCode: 403, statusDescription: 'Forbidden' };
  var query = ${JSON.stringify(
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
  )};
  query.versionId = { value: version.value };
  request.uri = match[1];
  request.querystring = query;
  return request;
}
`;
