import { describe, expect, test } from '@jest/globals';
import { adviceOn } from '../../../lambda/core/validation/advice.js';
import {
  propertyCodes,
  unaskedProperties,
  type StoredProperties,
} from '../../../lambda/core/validation/stored-properties.js';
import { validateObject } from '../../../lambda/core/validation/validate-object.js';
import { photo } from '../records.js';
import { arrival, clean, news, service as scanned } from '../scanned-file.js';
import { SimulatedService } from '../simulated-service.js';

const file = photo();
const codes = (properties: StoredProperties) =>
  unaskedProperties(file, properties).map(({ code, message }) => [code, message]);

describe('an object', () => {
  test.each([
    {},
    { 'Content-Type': 'image/png' },
    // What S3 leaves of `aws-chunked`, and what other stores keep.
    { 'Content-Encoding': '' },
    { 'Content-Encoding': 'aws-chunked' },
    { 'Content-Encoding': 'Identity' },
    // What a browser adds to every request with its cache disabled.
    { 'Cache-Control': 'no-cache' },
    { 'Cache-Control': 'no-store, Max-Age=0' },
    { 'x-amz-storage-class': 'STANDARD' },
    { 'x-amz-storage-class': 'INTELLIGENT_TIERING' },
    { 'x-amz-storage-class': 'GLACIER_IR' },
    { 'x-amz-object-lock-legal-hold': 'OFF' },
  ] as StoredProperties[])('with %j has no unsigned property', (properties) => {
    expect(codes(properties)).toEqual([]);
  });

  test.each([
    ['Content-Type', 'text/html'],
    ['Content-Type', 'image/png; charset=utf-7'],
    ['Content-Encoding', 'gzip'],
    ['Content-Encoding', 'aws-chunked,gzip'],
    ['Content-Encoding', 'br'],
    ['Content-Disposition', 'inline'],
    ['Content-Language', 'de'],
    ['Cache-Control', 'public, max-age=31536000'],
    ['Cache-Control', 'no-cache, s-maxage=60'],
    ['Cache-Control', 'no-cache="set-cookie"'],
    ['Expires', 'Thu, 01 Jan 2099 00:00:00 GMT'],
    ['x-amz-meta-*', '1'],
    ['x-amz-website-redirect-location', 'https://evil.example/'],
    ['x-amz-object-lock-mode', 'COMPLIANCE'],
    ['x-amz-object-lock-legal-hold', 'ON'],
  ] as const)('with %s: %s was stored otherwise, and the reason does not repeat the value', (name, value) => {
    const message = `the object has the property ${name}, which the presigned request does not set`;
    expect(codes({ [name]: value })).toEqual([['unsigned-property', message]]);
  });

  test.each([
    ['x-amz-storage-class', 'GLACIER', /in the storage class GLACIER, which cannot be read at once$/],
    ['x-amz-storage-class', 'DEEP_ARCHIVE', /DEEP_ARCHIVE/],
    ['x-amz-archive-status', 'ARCHIVE_ACCESS', /in the tier ARCHIVE_ACCESS/],
    [
      'x-amz-server-side-encryption-customer-algorithm',
      'AES256',
      /customer-provided encryption key \(SSE-C\)/,
    ],
  ] as const)('with %s: %s cannot be read, with the reason', (name, value, message) => {
    expect(codes({ [name]: value })).toEqual([['storage-unreadable', expect.stringMatching(message)]]);
  });

  test('with several has a reason for each', () => {
    const properties = { 'Content-Encoding': 'gzip', Expires: '0', 'x-amz-storage-class': 'GLACIER' };
    expect(codes(properties).map(([code]) => code)).toEqual([
      ...['unsigned-property', 'unsigned-property', 'storage-unreadable'],
    ]);
  });
});

test.each(propertyCodes)('%s has advice of its own', (code) => {
  expect(adviceOn({ code })).toMatch(/^Send it again with no header but those/);
});

describe('an object with unsigned properties', () => {
  const properties = { 'Content-Encoding': 'gzip' };

  test.each(['reject', 'hold'] as const)(
    'is rejected with onFinding: %s, unread, and removed',
    async (onFinding) => {
      const service = new SimulatedService(new Set(), photo(), { onFinding });
      service.versions.set('v1', { honest: true, sizeBytes: 900, properties });
      const checkContent = () => Promise.reject(new Error('the bytes were read'));
      const news = { key: file.key, versionId: 'v1', sequencer: '00' };
      await expect(validateObject({ ...service.ports, checkContent }, news)).resolves.toMatchObject({
        outcome: 'rejected',
      });
      expect(service.record).toMatchObject({
        status: 'rejected',
        reasons: [{ code: 'unsigned-property' }],
        checks: { size: 'skipped', checksum: 'skipped', type: 'skipped', malware: 'skipped' },
      });
      expect([service.versions.size, service.readable.size]).toEqual([0, 0]);
      expect(service.usage).toEqual({ files: 0, bytes: 0, pendingFiles: 0 });
    },
  );

  test.each([
    ['before', [news(clean), arrival]],
    ['after', [arrival, news(clean)]],
  ])('is rejected even with a clean scan that arrives %s the event', async (_when, order) => {
    const service = scanned('hold');
    service.versions.set('v1', { honest: true, sizeBytes: 900, properties });
    for (const one of order) await validateObject(service.ports, one);
    expect(service.record).toMatchObject({ status: 'rejected' });
    expect([service.versions.size, service.readable.size]).toEqual([0, 0]);
  });
});
