/** A file of known size that can be read in pieces: an S3 object version, a local file, a buffer. */
export interface RangedReader {
  readonly sizeBytes: number;
  /**
   * Answers exactly `length` bytes from `offset`. The checker never asks beyond `sizeBytes`. A reader that
   * can't answer rejects; one that answers fewer bytes is treated as if it had.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/**
 * The bytes could not be had, so nothing can be said about the file. The caller tries again later:
 * missing bytes never lead to a verdict.
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

/** Reads from memory; for callers that hold the whole file already. */
export function bytesReader(bytes: Uint8Array): RangedReader {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}
