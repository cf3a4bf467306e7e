import type { RangedReader } from '../../lambda/core/content/index.js';

/**
 * Bytes with a hole of zeros in them, which can be larger than memory, and an eye on who reads what. A read that
 * would leave the file is answered by an error that the fuzz run reports.
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

  /** What of the stretch `from`..`to` of the file lies in the answer; `shift` is what the hole adds to its place. */
  private copy(answer: Buffer, offset: number, from: number, to: number, shift: number): void {
    const start = Math.max(offset, from);
    const end = Math.min(offset + answer.length, to);
    if (start < end) this.bytes.copy(answer, start - offset, start - shift, end - shift);
  }
}
