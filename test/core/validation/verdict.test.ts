import { describe, expect, test } from '@jest/globals';
import { judge, type ContentCheckResult } from '../../../lambda/core/validation/verdict.js';
import { photo } from '../records.js';

const accepted: ContentCheckResult = {
  verdict: 'accept',
  detectedType: 'image/png',
  reasons: [],
  warnings: [{ code: 'comment', message: 'a comment' }],
  width: 3,
  height: 4,
};
const stored = { versionId: 'v1', sizeBytes: 900, properties: {} };

describe('stored bytes are judged by', () => {
  test.each([
    ['none declared', {}, {}, 'skipped'],
    ['none declared, and S3 has some', {}, { sha256: 'a', crc64nvme: 'b' }, 'skipped'],
    ['the declared SHA-256', { sha256: 'a' }, { sha256: 'a' }, 'passed'],
    ['another SHA-256', { sha256: 'a' }, { sha256: 'b' }, 'failed'],
    ['no SHA-256', { sha256: 'a' }, {}, 'failed'],
    ['the declared CRC-64', { crc64nvme: 'a' }, { crc64nvme: 'a' }, 'passed'],
    ['another CRC-64', { crc64nvme: 'a' }, { crc64nvme: 'b' }, 'failed'],
    ['no CRC-64', { crc64nvme: 'a' }, {}, 'failed'],
    ['both', { sha256: 'a', crc64nvme: 'b' }, { sha256: 'a', crc64nvme: 'b' }, 'passed'],
    [
      'both declared, another SHA-256',
      { sha256: 'a', crc64nvme: 'b' },
      { sha256: 'c', crc64nvme: 'b' },
      'failed',
    ],
    [
      'both declared, another CRC-64',
      { sha256: 'a', crc64nvme: 'b' },
      { sha256: 'a', crc64nvme: 'c' },
      'failed',
    ],
  ])('their checksum: %s', (_case, declared, found, checksum) => {
    const { checks, reasons } = judge(photo(declared), { ...stored, ...found }, accepted);
    expect(checks.checksum).toBe(checksum);
    expect(reasons.map(({ code }) => code)).toEqual(checksum === 'failed' ? ['checksum-mismatch'] : []);
  });

  test.each([
    ['put', 900, 'passed'],
    ['put', 899, 'failed'],
    ['put', 901, 'failed'],
    ['multipart', 899, 'failed'],
    ['post', 900, 'passed'],
    // A form is signed for a length at most.
    ['post', 1, 'passed'],
    ['post', 901, 'failed'],
    ['multipart', 899, 'passed', { sizeIsMaximum: true }],
    ['multipart', 901, 'failed', { sizeIsMaximum: true }],
  ] as const)('their length: %s, %i of 900', (method, sizeBytes, size, changes = undefined) => {
    const judged = judge(photo({ method, ...changes }), { ...stored, sizeBytes }, accepted);
    expect(judged.checks.size).toBe(size);
    expect(judged.sizeBytes).toBe(size === 'passed' ? sizeBytes : 900);
    const reason = { code: 'size-mismatch', message: `declared 900 bytes, found ${sizeBytes}` };
    expect(judged.reasons).toEqual(size === 'passed' ? [] : [reason]);
  });

  test('what they are, which goes to the record', () => {
    const { verdict: _, ...seen } = accepted;
    expect(judge(photo(), stored, accepted)).toMatchObject({ ...seen, checks: { type: 'passed' } });
    const reasons = [{ code: 'type-mismatch', message: 'a program' }];
    expect(
      judge(photo(), { ...stored, sizeBytes: 1 }, { ...accepted, verdict: 'reject', reasons }),
    ).toMatchObject({
      checks: { type: 'failed' },
      reasons: [{ code: 'size-mismatch' }, ...reasons],
    });
  });
});
