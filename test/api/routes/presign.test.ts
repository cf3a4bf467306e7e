import { describe, expect, test } from '@jest/globals';
import { presignRoutes } from '../../../lambda/api/routes/presign.js';
import { refusedFields } from './refused-fields.js';

const minimal = { filename: 'a.png', contentType: 'image/png', sizeBytes: 1 };
const created = (changes: object) =>
  refusedFields(presignRoutes.createUpload.body, { ...minimal, ...changes });
const presigned = (body: object) => refusedFields(presignRoutes.signParts.body, body);

describe('a declaration', () => {
  test.each([
    ['a type with parameters', { contentType: 'text/plain; charset=utf-8' }],
    ['a type with blanks behind it', { contentType: 'text/plain ' }],
    ['the longest type', { contentType: `${'x'.repeat(127)}/${'x'.repeat(127)}` }],
    ['a type in capitals', { contentType: 'Image/PNG' }],
    ['no bytes', { sizeBytes: 0 }],
    ['SHA-256 in base64', { sha256: `${'A+/z'.repeat(10)}abc=` }],
    ['SHA-256 in hexadecimal', { sha256: '09afAF'.repeat(10) + '0000' }],
    ['CRC-64/NVME', { crc64nvme: 'AZaz09+/abc=' }],
    ['one PUT', { method: 'put' }],
    ['a form', { method: 'post' }],
    ['parts', { method: 'multipart' }],
    ['a minute', { expiresInSeconds: 60 }],
    ['ten years', { expiresInSeconds: 10 * 365 * 24 * 60 * 60 }],
    ['metadata', { metadata: Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`k${at}`, 'v'])) }],
  ])('may have %s', (_what, changes) => expect(created(changes)).toEqual([]));

  test.each([
    [
      'contentType',
      [
        'png',
        '/png',
        'image/',
        ' image/png',
        '.image/png',
        'image/.png',
        'image/png charset',
        'im age/png',
        'image/p ng',
        `${'x'.repeat(128)}/a`,
        `a/${'x'.repeat(128)}`,
        'text/plain;'.padEnd(1025, 'x'),
      ],
    ],
    ['sizeBytes', [-1, 0.5, '1', null]],
    [
      'sha256',
      [
        '',
        'A'.repeat(44),
        `${'A'.repeat(43)}==`,
        `${'A'.repeat(42)}=`,
        ` ${'A'.repeat(43)}=`,
        `${'A'.repeat(43)}= `,
        'a'.repeat(63),
        'a'.repeat(65),
        'g'.repeat(64),
      ],
    ],
    [
      'crc64nvme',
      [
        '',
        'A'.repeat(12),
        `${'A'.repeat(10)}=`,
        `${'A'.repeat(12)}=`,
        ` ${'A'.repeat(11)}=`,
        `${'A'.repeat(11)}= `,
      ],
    ],
    ['method', ['', 'PUT', 'ftp']],
    ['expiresInSeconds', [59, 60.5, 10 * 365 * 24 * 60 * 60 + 1]],
    [
      'metadata',
      [[], null, 7, 'a', Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, 'v']))],
    ],
    ['owner', ['bob']],
  ] as const)('is refused for its %s where it is none', (field, values) => {
    for (const value of values) expect([value, created({ [field]: value })]).toEqual([value, [field]]);
  });
});

describe('parts', () => {
  test('are numbered from 1 to 10,000, at most 100 in a request', () => {
    expect(presigned({ partNumbers: [1, 10_000] })).toEqual([]);
    expect(presigned({ partNumbers: Array<number>(100).fill(1) })).toEqual([]);
    expect(presigned({ partNumbers: Array<number>(101).fill(1) })).toEqual(['partNumbers']);
    expect(presigned({ partNumbers: [] })).toEqual(['partNumbers']);
    expect(presigned({ partNumbers: [0, 10_001, 1.5, 1] })).toEqual([
      'partNumbers/0',
      'partNumbers/1',
      'partNumbers/2',
    ]);
  });
});
