import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxMultipartBytes, partLength, planParts } from '../../../lambda/core/upload/part-plan.js';

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

describe('cutting a file into parts', () => {
  test.each([
    [1, 5 * mebibyte, 1],
    [5 * mebibyte, 5 * mebibyte, 1],
    [5 * mebibyte + 1, 5 * mebibyte, 2],
    [2 * gibibyte, 5 * mebibyte, 410],
    [10_000 * mebibyte, 5 * mebibyte, 2000],
    [10_000 * mebibyte + 1, 6 * mebibyte, 1667],
    [100 * gibibyte, 52 * mebibyte, 1970],
    [maxMultipartBytes, 5 * gibibyte, 9314],
  ])('%d bytes make parts of %d, %d of them', (sizeBytes, partSizeBytes, partCount) => {
    expect(planParts(sizeBytes)).toEqual({ partSizeBytes, partCount });
  });

  test.each([
    [5 * gibibyte, 5 * mebibyte],
    [10_000 * 5 * mebibyte, 5 * mebibyte],
    [100 * gibibyte, 11 * mebibyte],
  ])('a stream of at most %d bytes has parts of %d, which fit in memory', (most, partSizeBytes) => {
    expect(planParts(most, true)).toMatchObject({ partSizeBytes });
  });

  test.each([false, true])('respects the limits of S3 for every size, and loses no byte: %s', (isMaximum) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: maxMultipartBytes }), (sizeBytes) => {
        const parts = { uploadId: 'u', ...planParts(sizeBytes, isMaximum) };
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
