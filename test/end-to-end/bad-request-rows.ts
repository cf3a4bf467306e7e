import type { ProblemCode } from '../../lambda/core/problem.js';
import { nameMark } from './fixture.js';

export interface BadRequest {
  readonly what: string;
  readonly code: ProblemCode;
  /** `{pending}`, `{rejected}` and others are replaced by ids of files with these statuses. */
  readonly path: string;
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent unchanged, by POST. */
  readonly text?: string;
  /** @default 'application/json' */
  readonly type?: string;
  /** Of each invalid field. */
  readonly pointers?: readonly string[];
}

const good = { filename: `${nameMark} a.png`, contentType: 'image/png', sizeBytes: 100 };

const wrong = (
  what: string,
  body: object,
  pointers: readonly string[],
  code: ProblemCode = 'invalid-request',
): BadRequest => ({ what, code, pointers, path: '/uploads', method: 'POST', body });

const text = (
  what: string,
  body: string,
  code: ProblemCode = 'malformed-json',
  pointers?: readonly string[],
): BadRequest => ({ what, code, path: '/uploads', text: body, ...(pointers && { pointers }) });

const get = (what: string, code: ProblemCode, path: string, pointers?: readonly string[]): BadRequest => ({
  ...{ what, code, path },
  ...(pointers && { pointers }),
});

const post = (
  what: string,
  code: ProblemCode,
  path: string,
  body?: object,
  pointers?: readonly string[],
): BadRequest => ({ ...get(what, code, path, pointers), method: 'POST', ...(body && { body }) });

const unknownId = '01a20183-1091-72c5-ab13-7fd9c7af2064';

/** A request, and the expected response. */
export const rows: readonly BadRequest[] = [
  text('an empty body', ''),
  text('half a document', '{"filename":'),
  { ...text('a document that is said to be XML', '{}', 'media-type-not-supported'), type: 'application/xml' },
  text('a document and a half', '{}{}'),
  text('text', 'hello'),
  text('single quotes', "{'filename':'a'}"),
  text('a list', '[]', 'invalid-request', ['']),
  text('null', 'null', 'invalid-request', ['']),
  text('a number', '7', 'invalid-request', ['']),
  wrong('nothing', {}, ['/filename', '/contentType', '/sizeBytes']),
  wrong('a number as name', { ...good, filename: 7 }, ['/filename']),
  wrong('an empty name', { ...good, filename: '' }, ['/filename']),
  wrong('a name of 256 bytes', { ...good, filename: 'é'.repeat(128) }, ['/filename']),
  wrong('a script as name', { ...good, filename: `${nameMark} invoice.js` }, ['/filename']),
  wrong('a program as second ending', { ...good, filename: `${nameMark} a.png.exe` }, ['/filename']),
  wrong('a program and a blank', { ...good, filename: `${nameMark} x.exe ` }, ['/filename']),
  wrong('a program in full width', { ...good, filename: `${nameMark} x．ｅｘｅ` }, ['/filename']),
  wrong('a program with a stream', { ...good, filename: `${nameMark} x.exe:a.png` }, ['/filename']),
  wrong('half a surrogate pair as name', { ...good, filename: 'a\ud800' }, ['/filename']),
  wrong('no type', { ...good, contentType: undefined }, ['/contentType']),
  wrong('a type without subtype', { ...good, contentType: 'image' }, ['/contentType']),
  wrong('a type with a line break', { ...good, contentType: 'image/png\r\nx: y' }, ['/contentType']),
  wrong('a length as text', { ...good, sizeBytes: '100' }, ['/sizeBytes']),
  wrong('half a byte', { ...good, sizeBytes: 1.5 }, ['/sizeBytes']),
  wrong('no byte at all', { ...good, sizeBytes: 0 }, ['/sizeBytes']),
  wrong('a negative length', { ...good, sizeBytes: -1 }, ['/sizeBytes']),
  wrong('more than a number can count', { ...good, sizeBytes: 2 ** 60 }, ['/sizeBytes']),
  wrong('a checksum that is too short', { ...good, sha256: 'abcd' }, ['/sha256']),
  wrong('an unknown method', { ...good, method: 'ftp' }, ['/method']),
  wrong('a list as metadata', { ...good, metadata: [] }, ['/metadata']),
  wrong('a number in the metadata', { ...good, metadata: { pages: 3 } }, ['/metadata/pages']),
  wrong('a slash and a tilde in a bad entry', { ...good, metadata: { 'a/b~c': 3 } }, ['/metadata/a~1b~0c']),
  wrong(
    'too much metadata',
    { ...good, metadata: Object.fromEntries([...Array(17).keys()].map((key) => [`k${String(key)}`, ''])) },
    ['/metadata'],
  ),
  text(
    'half a character in the metadata',
    '{"filename":"a","contentType":"image/png","sizeBytes":1,"metadata":{"a":"\\ud800","\\udc00":""}}',
    'invalid-request',
    ['/metadata/a', '/metadata/\ufffd'],
  ),
  text(
    'a name of every object, as a field',
    '{"filename":"a","contentType":"image/png","sizeBytes":1,"__proto__":{},"constructor":1}',
    'invalid-request',
    ['/__proto__', '/constructor'],
  ),
  wrong(
    '6,000 entries of metadata',
    { ...good, metadata: Object.fromEntries([...Array(6000).keys()].map((key) => [String(key), 0])) },
    ['/metadata'],
  ),
  text(
    '5,000 unknown fields',
    JSON.stringify(Object.fromEntries([...Array(5000).keys()].map((key) => [`k${String(key)}`, 0]))),
    'invalid-request',
    [
      ...['/filename', '/contentType', '/sizeBytes'],
      ...[...Array(17).keys()].map((key) => `/k${String(key)}`),
    ],
  ),
  text('a body of 64 KB and a byte', ' '.repeat(65_537), 'request-too-large'),
  text('a body of 600 KB', JSON.stringify({ x: 'x'.repeat(600_000) }), 'request-too-large'),
  text('17 lists in each other', '['.repeat(17) + ']'.repeat(17)),
  ...['user:\u202eb', 'group: ', 'group:\0', 'user:\ud800', `user:${'a'.repeat(1025)}`].map((subject) =>
    post(
      `a grant to ${JSON.stringify(subject.slice(0, 20))}`,
      'invalid-request',
      '/files/{verified}/grants',
      { subject },
      ['/subject'],
    ),
  ),
  post(
    'a share with half a character as password',
    'invalid-request',
    '/files/{verified}/shares',
    { password: '1234567\ud800' },
    ['/password'],
  ),
  wrong('a key', { ...good, key: 'files/00/u-eve/x' }, ['/key']),
  wrong('an owner and a bucket', { ...good, owner: 'eve', bucket: 'mine' }, ['/owner', '/bucket']),
  wrong('6 GiB', { ...good, sizeBytes: 6 * 2 ** 30 }, ['/sizeBytes'], 'file-too-large'),
  wrong(
    'a program',
    { ...good, contentType: 'application/x-msdownload' },
    ['/contentType'],
    'type-not-allowed',
  ),
  wrong(
    'a web page',
    { ...good, contentType: 'TEXT/HTML; charset=utf-8' },
    ['/contentType'],
    'type-not-allowed',
  ),
  get('an unknown id', 'file-not-found', `/files/${unknownId}`),
  get('an unknown id to read', 'file-not-found', `/files/${unknownId}/content`),
  get('an id that is none', 'file-not-found', '/files/not-an-id'),
  get('an id that fits no key', 'file-not-found', `/files/${'a'.repeat(3000)}`),
  {
    ...get(
      'a revocation of what fits no key',
      'share-not-found',
      `/files/{verified}/shares/${'a'.repeat(3000)}`,
    ),
    method: 'DELETE',
  },
  get('an id with a NUL', 'file-not-found', '/files/a%00b'),
  {
    ...get('an unknown upload', 'file-not-found', `/uploads/${unknownId}/complete`),
    method: 'POST',
  },
  {
    ...get('a deletion of what never was', 'file-not-found', `/files/${unknownId}`),
    method: 'DELETE',
  },
  get('a made-up cursor', 'invalid-cursor', '/files?cursor=made-up', ['?cursor']),
  get(
    'a cursor with a key in it',
    'invalid-cursor',
    `/files?cursor=${Buffer.from('FILE#1').toString('base64url')}`,
    ['?cursor'],
  ),
  get('an empty cursor', 'invalid-request', '/files?cursor=', ['?cursor']),
  get('a limit of 0', 'invalid-request', '/files?limit=0', ['?limit']),
  get('a limit of 101', 'invalid-request', '/files?limit=101', ['?limit']),
  get('a limit in words', 'invalid-request', '/files?limit=ten', ['?limit']),
  get('an unknown state', 'invalid-request', '/files?status=lost', ['?status']),
  get('an unknown parameter', 'invalid-request', '/files?owner=eve', ['?owner']),
  get('an unknown disposition', 'invalid-request', '/files/{pending}/content?disposition=download', [
    '?disposition',
  ]),
  get('bytes that have not come', 'file-not-verified', '/files/{pending}/content'),
  get('bytes that were refused', 'file-rejected', '/files/{rejected}/content'),
  wrong(
    'a SHA-256 of a file in parts',
    { ...good, method: 'multipart', sha256: 'ab'.repeat(32) },
    ['/sha256'],
    'checksum-not-suitable',
  ),
  post('parts of a file in one piece', 'method-not-suitable', '/uploads/{pending}/parts', {
    partNumbers: [1],
  }),
  get('the parts of a file in one piece', 'method-not-suitable', '/uploads/{pending}/parts'),
  post('part 0', 'invalid-request', '/uploads/{inParts}/parts', { partNumbers: [0] }, ['/partNumbers/0']),
  post('no part', 'invalid-request', '/uploads/{inParts}/parts', { partNumbers: [] }, ['/partNumbers']),
  post('an end without parts', 'upload-incomplete', '/uploads/{inParts}/complete'),
  post('a new URL after an abort', 'upload-ended', '/uploads/{aborted}/renew'),
  get('a read for an address where none is bound', 'bind-not-available', '/files/{verified}/url?bind=ip'),
  get('a read for something else', 'invalid-request', '/files/{verified}/url?bind=mac', ['?bind']),
  { ...get('an abort after the end', 'upload-finished', '/uploads/{verified}'), method: 'DELETE' },
  post(
    'a share that is over at once',
    'invalid-request',
    '/files/{verified}/shares',
    { expiresInSeconds: 59 },
    ['/expiresInSeconds'],
  ),
  post(
    'a share of 31 days',
    'invalid-request',
    '/files/{verified}/shares',
    { expiresInSeconds: 31 * 24 * 3600 },
    ['/expiresInSeconds'],
  ),
  post('a share for nobody', 'invalid-request', '/files/{verified}/shares', { maxDownloads: 0 }, [
    '/maxDownloads',
  ]),
  post(
    'a share with a short password',
    'invalid-request',
    '/files/{verified}/shares',
    { password: '1234567' },
    ['/password'],
  ),
  post('a share of what has not come', 'file-not-verified', '/files/{pending}/shares', {}),
  post('a share of what was refused', 'file-rejected', '/files/{rejected}/shares', {}),
  post('a share of what never was', 'file-not-found', `/files/${unknownId}/shares`, {}),
  {
    ...get('a revocation of what was never shared', 'share-not-found', '/files/{verified}/shares/made-up'),
    method: 'DELETE',
  },
  post('read URLs of nothing', 'invalid-request', '/files/urls', { ids: [] }, ['/ids']),
  post('read URLs of 101 files', 'invalid-request', '/files/urls', { ids: Array(101).fill(unknownId) }, [
    '/ids',
  ]),
  {
    ...get('a revocation of what was never granted', 'grant-not-found', '/files/{verified}/grants/made-up'),
    method: 'DELETE',
  },
  get('the progress of an erasure that never was', 'erasure-not-found', '/owners/me/files/erasure'),
  get('an unknown problem', 'problem-not-found', '/problems/too-tired'),
];
