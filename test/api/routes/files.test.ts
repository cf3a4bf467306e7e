import { describe, expect, test } from '@jest/globals';
import { presignRoutes } from '../../../lambda/api/routes/presign.js';
import { filesRoutes } from '../../../lambda/api/routes/files.js';
import { refusedFields } from './refused-fields.js';

const listed = (query: object) => refusedFields(filesRoutes.listFiles.query, query);
const changed = (body: object) => refusedFields(filesRoutes.changeFile.body, body);

describe('the filter of a list', () => {
  test.each(['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired'])(
    'may be the status %s',
    (status) => expect(listed({ status })).toEqual([]),
  );

  test.each(['deleted', 'aborted', 'VERIFIED', ''])('is not the status %j, which no list shows', (status) => {
    expect(listed({ status })).toEqual(['status']);
  });

  const longest = 'x'.repeat(127);
  test.each([
    'image/png',
    'image/*',
    'application/vnd.oasis.opendocument.text',
    'a/b',
    '7z/7z',
    `${longest}/${longest}`,
    'model/x3d+xml',
    'x/a!#$&^_.+-',
  ])('may be the type %s', (type) => expect(listed({ type })).toEqual([]));

  test.each([
    'png',
    '*/*',
    '*/png',
    '/png',
    'image/',
    ' image/png',
    'image/png ',
    'image/png;q=1',
    'Image/PNG',
    '.image/png',
    'image/.png',
    'image/**',
    'image/*x',
    'im age/png',
    'image/p ng',
    `${longest}x/a`,
    `a/${longest}x`,
  ])('is not the type %j', (type) => expect(listed({ type })).toEqual(['type']));

  test.each(['true', 'false'])('may include what was shared with the caller: %s', (sharedWithMe) => {
    expect(listed({ sharedWithMe })).toEqual([]);
  });

  test('has 1 to 100 files in a page, and no other fields', () => {
    for (const limit of ['1', '100']) expect(listed({ limit })).toEqual([]);
    for (const limit of ['0', '101', '1.5', 'x', '']) expect(listed({ limit })).toEqual(['limit']);
    expect(listed({ sharedWithMe: 'yes', owner: 'bob' }).sort()).toEqual(['owner', 'sharedWithMe']);
  });

  test('is between times with their offset from UTC', () => {
    const [createdAfter, createdBefore] = ['2026-11-22T12:00:00Z', '2026-11-22T14:00:00.5+02:00'];
    expect(listed({ createdAfter, createdBefore })).toEqual([]);
    expect(listed({ createdAfter: '2026-11-22', createdBefore: '2026-11-22T14:00:00' })).toEqual([
      'createdAfter',
      'createdBefore',
    ]);
  });
});

describe('a change', () => {
  const entries = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at % 2 ? 'v' : null]));

  test('may remove as many entries as a file has, and set as many', () => {
    expect(changed({ metadata: entries(32) })).toEqual([]);
    expect(changed({ metadata: entries(33) })).toEqual(['metadata']);
  });

  test('may have null for an entry, where an upload may not, and says what else', () => {
    const detail = (schema: typeof filesRoutes.changeFile.body | typeof presignRoutes.createUpload.body) =>
      schema
        .safeParse({ filename: 'a', contentType: 'a/b', sizeBytes: 1, metadata: { a: 7 } })
        .error?.issues.filter(({ path }) => path[0] === 'metadata')
        .map(({ message }) => message);
    expect(detail(filesRoutes.changeFile.body)).toEqual(['expected a string or null']);
    expect(detail(presignRoutes.createUpload.body)).toEqual(['expected a string']);
    const { body } = presignRoutes.createUpload;
    const upload = { filename: 'a', contentType: 'a/b', sizeBytes: 1, metadata: { a: null } };
    expect(refusedFields(body, upload)).toEqual(['metadata/a']);
  });

  test('is of the name and the metadata, and of nothing else', () => {
    expect(changed({ filename: 'b.png', metadata: {} })).toEqual([]);
    expect(changed({})).toEqual([]);
    expect(changed({ contentType: 'image/png', status: 'verified' }).sort()).toEqual([
      'contentType',
      'status',
    ]);
  });
});
