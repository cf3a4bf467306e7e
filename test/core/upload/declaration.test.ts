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

  test('may be exactly of the limit', () => {
    expect(declare(policy, { ...request, sizeBytes: 1_000, method: 'put' }).sizeBytes).toBe(1_000);
  });

  test('is sent in one PUT up to the threshold, in parts above it, or as the client chooses', () => {
    expect(declare(policy, { ...request, sizeBytes: 950 }).method).toBe('put');
    expect(declare(policy, { ...request, sizeBytes: 951 }).method).toBe('multipart');
    expect(declare(policy, { ...request, sizeBytes: 951, method: 'post' }).method).toBe('post');
  });

  test('cannot use a single request above S3’s limit', () => {
    for (const method of ['put', 'post'] as const) {
      expect(() => declare(large, { ...request, method, sizeBytes: 5 * 1024 ** 3 + 1 })).toThrow(
        expect.objectContaining({ code: 'method-not-suitable' }),
      );
    }
  });

  test('is compared without case and parameters, by any name of the type', () => {
    expect(declare(policy, { ...request, contentType: 'Text/Plain; charset=utf-8' }).contentType).toBe(
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
