import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxMultipartBytes, partLength, planParts } from '../../lambda/core/part-plan.js';

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

describe('cutting a file into parts', () => {
  test.each([
    [1, 8 * mebibyte, 1],
    [8 * mebibyte, 8 * mebibyte, 1],
    [8 * mebibyte + 1, 8 * mebibyte, 2],
    [2 * gibibyte, 8 * mebibyte, 256],
    [100 * gibibyte, 52 * mebibyte, 1970],
    [maxMultipartBytes, 5 * gibibyte, 9314],
  ])('%d bytes make parts of %d, %d of them', (sizeBytes, partSizeBytes, partCount) => {
    expect(planParts(sizeBytes)).toEqual({ partSizeBytes, partCount });
  });

  test('keeps the limits of S3 for every size, and loses no byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: maxMultipartBytes }), (sizeBytes) => {
        const parts = { uploadId: 'u', ...planParts(sizeBytes) };
        expect(parts.partCount).toBeLessThanOrEqual(10_000);
        expect(parts.partSizeBytes).toBeGreaterThanOrEqual(5 * mebibyte);
        expect(parts.partSizeBytes).toBeLessThanOrEqual(5 * gibibyte);
        const last = partLength({ sizeBytes }, parts, parts.partCount);
        expect(last).toBeGreaterThan(0);
        expect((parts.partCount - 1) * parts.partSizeBytes + last).toBe(sizeBytes);
      }),
    );
  });
});
