/** A file of known size that can be read in pieces: an S3 object version, a local file, a buffer. */
export interface RangedReader {
  /** Size of the file in bytes. */
  readonly sizeBytes: number;
  /**
   * Reads exactly `length` bytes from `offset`. The checker never asks beyond `sizeBytes`.
   *
   * @param offset of the first byte
   * @param length how many bytes
   * @returns the bytes; fewer are treated as a failure
   * @throws any error where the bytes cannot be read
   * @example
   * import { open } from 'node:fs/promises';
   * import type { RangedReader } from 'waybill/content';
   *
   * const file = await open('film.mp4');
   * const reader: RangedReader = {
   *   sizeBytes: (await file.stat()).size,
   *   read: async (offset, length) => {
   *     const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
   *     return buffer.subarray(0, bytesRead);
   *   },
   * };
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/**
 * Bytes could not be read, so nothing can be said about the file: missing bytes never lead to a verdict. Retry later.
 */
export class ContentReadError extends Error {
  /**
   * Created by the checker for a failed read, or by your own reader.
   *
   * @param offset of the first requested byte
   * @param length how many bytes were
   * @param detail why they cannot be read
   * @param options the error below, as of `Error`
   */
  constructor(
    /** Of the first requested byte. */
    readonly offset: number,
    /** How many bytes were. */
    readonly length: number,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`reading ${length} bytes at ${offset} failed: ${detail}`, options);
    this.name = 'ContentReadError';
  }
}

/**
 * Creates a reader of a file in memory.
 *
 * @param bytes the whole file; they are not copied
 * @returns the reader
 * @example
 * import { bytesReader, checkContent } from 'waybill/content';
 *
 * const { verdict } = await checkContent(bytesReader(new Uint8Array(await file.arrayBuffer())));
 */
export function bytesReader(bytes: Uint8Array): RangedReader {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}
