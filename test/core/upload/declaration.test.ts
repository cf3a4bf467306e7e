import { describe, expect, test } from '@jest/globals';
import { declare } from '../../../lambda/core/upload/declaration.js';
import { policy } from '../records.js';

const request = { filename: 'me.png', contentType: 'image/png', sizeBytes: 900 };
const large = { ...policy, maxSizeBytes: 10 * 1024 ** 4 };

describe('what a client declares', () => {
  test.each([
    [
      'a type that is not accepted',
      { contentType: 'application/x-msdownload' },
      'type-not-allowed',
      '/contentType',
    ],
    ['a file over the limit', { sizeBytes: 1_001 }, 'file-too-large', '/sizeBytes'],
    ['SHA-256 of parts', { method: 'multipart', sha256: 'a'.repeat(64) }, 'checksum-not-suitable', '/sha256'],
  ] as const)('is refused for %s', (_case, change, code, pointer) => {
    expect(() => declare(policy, { ...request, ...change })).toThrow(
      expect.objectContaining({ code, errors: [expect.objectContaining({ pointer })] }),
    );
  });

  test('is kept as long as the client requests, up to the deployment’s retention', () => {
    const kept = (retentionSeconds?: number, expiresInSeconds?: number) =>
      declare({ ...policy, ...(retentionSeconds && { retentionSeconds }) }, { ...request, expiresInSeconds })
        .expiresInSeconds;
    expect([kept(), kept(undefined, 90), kept(3600), kept(3600, 90), kept(3600, 3600)]).toEqual([
      ...[undefined, 90, 3600, 90, 3600],
    ]);
    expect(() => kept(3600, 3601)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        errors: [expect.objectContaining({ pointer: '/expiresInSeconds' })],
      }),
    );
  });

  test('may be empty where its type can be, and a byte is not asked for', () => {
    const empty = { ...request, filename: 'a.txt', contentType: 'text/plain', sizeBytes: 0 };
    expect(declare(policy, empty)).toMatchObject({ sizeBytes: 0, method: 'put' });
    const wrongSize = (detail: string) =>
      expect.objectContaining({ code: 'invalid-request', errors: [{ pointer: '/sizeBytes', detail }] });
    expect(() => declare({ ...policy, minSizeBytes: 1 }, empty)).toThrow(
      wrongSize('0 bytes were declared; the least that is stored here is 1'),
    );
    expect(() => declare(policy, { ...request, sizeBytes: 0 })).toThrow(
      wrongSize('the file is empty, which a file of type image/png cannot be; send it once it has content'),
    );
    expect(() => declare(policy, { ...empty, method: 'multipart' })).toThrow(
      expect.objectContaining({ code: 'method-not-suitable' }),
    );
  });

  test('may be a stream, of which the size is the maximum: in parts, or by a form', () => {
    const stream = { ...request, sizeIsMaximum: true };
    expect(declare(policy, stream)).toMatchObject({ method: 'multipart', sizeIsMaximum: true });
    expect(declare(policy, { ...stream, method: 'multipart' })).toMatchObject({ sizeIsMaximum: true });
    for (const known of [
      { ...stream, method: 'post' as const },
      { ...request, sizeIsMaximum: false },
    ])
      expect(declare(policy, known)).not.toHaveProperty('sizeIsMaximum');
    expect(() => declare(policy, { ...stream, method: 'put' })).toThrow(
      expect.objectContaining({
        code: 'method-not-suitable',
        errors: [expect.objectContaining({ pointer: '/method' })],
      }),
    );
    expect(() => declare(policy, { ...stream, sizeBytes: 1_001 })).toThrow(
      expect.objectContaining({ code: 'file-too-large' }),
    );
  });

  test('may be exactly of the limit', () => {
    expect(declare(policy, { ...request, sizeBytes: 1_000, method: 'put' }).sizeBytes).toBe(1_000);
  });

  test('is sent in one PUT up to the threshold, in parts above it, or as the client chooses', () => {
    expect(declare(policy, { ...request, sizeBytes: 950 }).method).toBe('put');
    expect(declare(policy, { ...request, sizeBytes: 951 }).method).toBe('multipart');
    expect(declare(policy, { ...request, sizeBytes: 951, method: 'post' }).method).toBe('post');
  });

  test('can use a single request up to S3’s limit of 5 GiB', () => {
    for (const method of ['put', 'post'] as const)
      expect(declare(large, { ...request, method, sizeBytes: 5 * 1024 ** 3 }).method).toBe(method);
    expect(declare(large, { ...request, method: 'multipart', sizeBytes: 5 * 1024 ** 3 + 1 }).method).toBe(
      'multipart',
    );
  });

  test('has only the fields that were declared', () => {
    expect(Object.keys(declare(policy, request)).sort()).toEqual([
      'contentType',
      'filename',
      'metadata',
      'method',
      'sizeBytes',
    ]);
    const crc64nvme = 'AAAAAAAAAAA=';
    expect(declare(policy, { ...request, crc64nvme })).toMatchObject({ crc64nvme });
  });

  test('cannot use a single request above S3’s limit', () => {
    for (const method of ['put', 'post'] as const) {
      expect(() => declare(large, { ...request, method, sizeBytes: 5 * 1024 ** 3 + 1 })).toThrow(
        expect.objectContaining({ code: 'method-not-suitable' }),
      );
    }
  });

  test.each([
    ['data.csv', 'application/vnd.ms-excel', 'text/csv'],
    ['server.log', 'text/x-log', 'text/plain'],
    ['main.ts', 'video/mp2t', 'text/plain'],
    ['main.ts', 'text/vnd.trolltech.linguist', 'text/plain'],
    ['config.yaml', 'application/x-yaml', 'text/plain'],
    ['captions.vtt', 'text/vtt', 'text/plain'],
    ['track.gpx', 'application/gpx+xml', 'application/xml'],
    ['notebook.ipynb', 'application/x-ipynb+json', 'application/json'],
    ['voice', 'audio/webm;codecs=opus', 'video/webm'],
    ['film.m4v', 'video/x-m4v', 'video/mp4'],
    ['photo.heif', 'image/heif', 'image/heic'],
    ['photo.heic', 'application/octet-stream', 'image/heic'],
    ['file-without-ending', 'application/octet-stream', 'image/png'],
    ['holiday.unheard', 'application/octet-stream', 'image/png'],
  ])('%s may be declared %s where %s is accepted', (filename, contentType, accepted) => {
    const declared = declare({ ...policy, allowedTypes: [accepted] }, { ...request, filename, contentType });
    expect(declared.contentType).toBe(contentType.split(';')[0]);
  });

  test.each([
    ['data.txt', 'application/vnd.ms-excel', 'text/csv'],
    ['data.csv', 'application/vnd.ms-powerpoint', 'text/csv'],
    ['data.xls', 'text/csv', 'application/vnd.ms-excel'],
    ['film.ts', 'video/mp2t', 'video/mp4'],
    ['program', 'text/javascript', 'text/plain'],
    ['program', 'text/x-python', 'text/plain'],
    ['page', 'application/xhtml+xml', 'application/xml'],
    ['photo.heic', 'application/octet-stream', 'image/png'],
    ['letter.docx', 'application/octet-stream', 'application/zip'],
  ])('%s may not be declared %s where only %s is accepted', (filename, contentType, accepted) => {
    expect(() =>
      declare({ ...policy, allowedTypes: [accepted] }, { ...request, filename, contentType }),
    ).toThrow(expect.objectContaining({ code: 'type-not-allowed' }));
  });

  test('is compared without case and parameters, by any name of the type', () => {
    expect(declare(policy, { ...request, contentType: 'Text/Plain ; charset=utf-8' }).contentType).toBe(
      'text/plain',
    );
    const zip = { ...policy, allowedTypes: ['application/zip'] };
    const fromWindows = { ...request, contentType: 'application/x-zip-compressed' };
    expect(declare(zip, fromWindows).contentType).toBe('application/x-zip-compressed');
  });

  test('accepts SHA-256 in hexadecimal, as sha256sum prints it; it is stored in base64', () => {
    const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(declare(policy, { ...request, sha256 }).sha256).toBe(
      '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    );
  });
});
