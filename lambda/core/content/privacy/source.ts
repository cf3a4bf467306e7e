import type { Allowance, FileView } from '../reading/file-view.js';
import type { PersonalKind } from './personal-kind.js';

/** Bytes at an offset, of a file or of a block in it: as many as there are, `undefined` where none may be read. */
export interface Source {
  bytes(at: number, length: number): Promise<Buffer | undefined>;
}

/** What was found; each kind once. */
export type Found = Set<PersonalKind>;

/** A block that was read as a whole. */
export const blockSource = (block: Buffer): Source => ({
  bytes: (at, length) => Promise.resolve(at < block.length ? block.subarray(at, at + length) : undefined),
});

const readAhead = 16 * 1024;

/** Reads of a file within a part of its budget; headers that stand close by share one. */
export class FileSource implements Source {
  private readonly reads: Allowance;

  constructor(
    private readonly file: FileView,
    reads: number,
  ) {
    this.reads = file.allowance(reads);
  }

  bytes(at: number, length: number): Promise<Buffer | undefined> {
    if (at < 0 || at >= this.file.sizeBytes || length <= 0) return Promise.resolve(undefined);
    return this.reads.bytes(at, length, Math.max(length, readAhead));
  }
}
