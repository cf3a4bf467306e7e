import type { RangedReader } from '../../lambda/core/content/index.js';

/**
 * Bytes with a hole of zeros, which can be larger than memory, and a check of reads. A read outside the file is an
 * error that the fuzz run reports.
 */
export class WatchedFile implements RangedReader {
  ranges = 0;
  bytesRead = 0;
  readonly outside: string[] = [];

  constructor(
    private readonly bytes: Buffer,
    private readonly holeAt = bytes.length,
    private readonly holeLength = 0,
  ) {}

  get sizeBytes(): number {
    return this.bytes.length + this.holeLength;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    this.ranges++;
    this.bytesRead += length;
    const sound = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length > 0;
    if (!sound || offset + length > this.sizeBytes) {
      this.outside.push(`${length} bytes at ${offset} of ${this.sizeBytes}`);
      return Promise.reject(new RangeError('outside of the file'));
    }
    const answer = Buffer.alloc(length);
    this.copy(answer, offset, 0, this.holeAt, 0);
    const holeEnd = this.holeAt + this.holeLength;
    this.copy(answer, offset, holeEnd, this.sizeBytes, this.holeLength);
    return Promise.resolve(answer);
  }

  /** The part of `from`..`to` of the file that is in the result; `shift` is the offset of the hole. */
  private copy(answer: Buffer, offset: number, from: number, to: number, shift: number): void {
    const start = Math.max(offset, from);
    const end = Math.min(offset + answer.length, to);
    if (start < end) this.bytes.copy(answer, start - offset, start - shift, end - shift);
  }
}
