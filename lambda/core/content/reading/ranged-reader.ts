/** A file of known size that can be read in pieces: an S3 object version, a local file, a buffer. */
export interface RangedReader {
  readonly sizeBytes: number;
  /**
   * Returns exactly `length` bytes from `offset`. The checker never requests bytes beyond `sizeBytes`. A reader that
   * can't should reject; one that returns fewer bytes is treated the same.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/**
 * The bytes could not be read, so there is no verdict. The caller retries later: missing bytes never lead to a verdict.
 */
export class ContentReadError extends Error {
  constructor(
    readonly offset: number,
    readonly length: number,
    detail: string,
    options?: { cause: unknown },
  ) {
    super(`reading ${length} bytes at ${offset} failed: ${detail}`, options);
    this.name = 'ContentReadError';
  }
}

/** Reads from memory; for callers that have the whole file. */
export function bytesReader(bytes: Uint8Array): RangedReader {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}
