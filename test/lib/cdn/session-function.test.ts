import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import { sessionFunctionCode } from '../../../lib/cdn/session-function.js';
import { photoId } from '../../core/records.js';

const handler = runInNewContext(`${sessionFunctionCode}; handler`) as (event: object) => unknown;
/** As plain objects of this context. */
const handle = (uri: string, querystring: object): unknown =>
  JSON.parse(JSON.stringify(handler({ request: { method: 'GET', uri, querystring } })));
const version = { versionId: { value: 'L4kq' } };

describe('the function of reads by cookies', () => {
  test.each(['alice', 'someone@example.com'])(
    'finds the key of %s, and sets the headers of the response',
    (owner) => {
      const key = keyFor(owner, photoId);
      expect(handle(`/session/${key}`, version)).toEqual({
        method: 'GET',
        uri: `/${key}`,
        querystring: {
          versionId: { value: 'L4kq' },
          'response-content-disposition': { value: 'attachment' },
          'response-content-encoding': { value: 'identity' },
          'response-content-language': { value: 'und' },
          'response-cache-control': { value: 'private,immutable,max-age=3600,stale-if-error=0' },
        },
      });
    },
  );

  test('ignores what the viewer adds', () => {
    const uri = `/session/${keyFor('alice', photoId)}`;
    const added = {
      'response-content-type': { value: 'text%2Fhtml' },
      'response-content-disposition': { value: 'inline' },
      'x-id': { value: 'GetObject' },
    };
    expect(handle(uri, { ...version, ...added })).toEqual(handle(uri, version));
  });

  test.each([
    ['no version', `/session/${keyFor('alice', photoId)}`, {}],
    ['two versions', `/session/${keyFor('alice', photoId)}`, { versionId: { value: 'a', multiValue: [] } }],
    ['a path without its prefix', `/${keyFor('alice', photoId)}`, version],
    ['the prefix twice', `/session/session/${keyFor('alice', photoId)}`, version],
    ['dot segments', `/session/files/ab/u-alice/../u-bob/${photoId}`, version],
    [
      'dot segments to another behavior',
      `/session/files/ab/u-alice/../../../files/ab/u-bob/${photoId}`,
      version,
    ],
    ['encoded dot segments', `/session/files/ab/u-alice/%2e%2e/u-bob/${photoId}`, version],
    ['an encoded slash', `/session/files/ab/u-alice%2F${photoId}`, version],
    ['a key below a file', `/session/${keyFor('alice', photoId)}/x`, version],
    ['another folder', `/session/public/ab/u-alice/${photoId}`, version],
    ['a line break behind', `/session/${keyFor('alice', photoId)}\n`, version],
  ])('refuses %s', (_name, uri, querystring) => {
    expect(handle(uri, querystring)).toEqual({ statusCode: 403, statusDescription: 'Forbidden' });
  });
});
