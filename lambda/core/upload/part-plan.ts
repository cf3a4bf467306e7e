import type { FileRecord, Parts } from '../file/file.js';

const mebibyte = 1024 ** 2;

/**
 * The minimum of S3: when the connection breaks, the sent bytes of an unfinished part are lost, half of it on average.
 */
const usualPartBytes = 5 * mebibyte;
/** For larger files, parts grow. */
const usualPartCount = 2_000;
/** S3 user guide, "Amazon S3 multipart upload limits": parts of 5 MiB to 5 GiB, at most 10,000. */
export const maxPartBytes = 5 * 1024 ** 3;
const maxPartCount = 10_000;

/** The largest multipart file: 10,000 parts of 5 GiB, and S3's own limit of 50 TB. */
export const maxMultipartBytes = Math.min(maxPartBytes * maxPartCount, 50e12);

/**
 * Splits a file into parts of equal size, a whole number of MiB; the last one has the remainder. Those of a stream, which
 * its sender holds in memory, are as small as S3 allows for the maximum.
 */
export function planParts(sizeBytes: number, sizeIsMaximum = false): Omit<Parts, 'uploadId'> {
  const mostParts = sizeIsMaximum ? maxPartCount : usualPartCount;
  const wanted = Math.ceil(sizeBytes / mostParts / mebibyte) * mebibyte;
  const partSizeBytes = Math.min(Math.max(usualPartBytes, wanted), maxPartBytes);
  return { partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) };
}

/** Exact length of a part. @param partNumber from 1 */
export function partLength(file: Pick<FileRecord, 'sizeBytes'>, parts: Parts, partNumber: number): number {
  return Math.min(parts.partSizeBytes, file.sizeBytes - (partNumber - 1) * parts.partSizeBytes);
}
