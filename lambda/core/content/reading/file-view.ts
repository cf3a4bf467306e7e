import { asBuffer } from './bytes.js';
import { ContentReadError, type RangedReader } from './ranged-reader.js';
import { Work } from './work.js';

export const headBytes = 4 * 1024;

/** A look at bytes that are in memory costs about so many steps of a loop. */
const lookSteps = 16;

/** The read budget of one check. A file that needs more is refused with that reason. */
export interface ReadBudget {
  readonly ranges: number;
  readonly bytes: number;
}

const noReserve: ReadBudget = { ranges: 0, bytes: 0 };
/** Reserved for the search for guests: the middle, and the bytes before and after the end. */
const walkReserve: ReadBudget = { ranges: 4, bytes: 1024 * 1024 };

export interface Window {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** Thrown only inside the checker: `checkContent` turns it into the finding `read-budget-exceeded`. */
export class ReadBudgetExceeded extends Error {
  constructor(readonly offset: number) {
    super(`no read left for offset ${offset}`);
    this.name = 'ReadBudgetExceeded';
  }
}

/**
 * A file as seen through the ranges that were read: first its head and tail, then what a format requests. A range is
 * read once and then cached.
 */
export class FileView {
  /** Every range read, in order. */
  readonly windows: Window[] = [];
  ranges = 0;
  bytesRead = 0;
  readonly work = new Work(() => this.bytesRead);
  private opening: { head: Buffer; tail: Buffer } = { head: Buffer.alloc(0), tail: Buffer.alloc(0) };

  private constructor(
    private readonly reader: RangedReader,
    private readonly budget: ReadBudget,
  ) {}

  /** Reads head and tail in parallel, or a small file with one read. */
  static async open(reader: RangedReader, tailBytes: number, budget: ReadBudget): Promise<FileView> {
    const view = new FileView(reader, budget);
    const { sizeBytes } = reader;
    if (sizeBytes <= headBytes + tailBytes) {
      const whole = await view.bytes(0, sizeBytes);
      view.opening = { head: whole, tail: whole };
    } else {
      const [head, tail] = await Promise.all([
        view.bytes(0, headBytes),
        view.bytes(sizeBytes - tailBytes, tailBytes),
      ]);
      view.opening = { head, tail };
    }
    return view;
  }

  get sizeBytes(): number {
    return this.reader.sizeBytes;
  }

  /** The first 4 KiB, or the whole of a small file. */
  get head(): Buffer {
    return this.opening.head;
  }

  /** The last bytes (64 KiB at `strict`), or the whole of a small file. */
  get tail(): Buffer {
    return this.opening.tail;
  }

  /** Offset of `tail`; 0 if it is the whole file. */
  get tailOffset(): number {
    return this.sizeBytes - this.tail.length;
  }

  /** Whether the whole file was read at once: then `head` and `tail` are the same bytes. */
  get isWhole(): boolean {
    return this.tail.length === this.sizeBytes;
  }

  /** These bytes if one cached range contains them; never reads. */
  cached(offset: number, length: number): Buffer | undefined {
    this.work.spend(lookSteps, offset);
    for (const window of this.windows) {
      const from = offset - window.offset;
      if (from >= 0 && from + length <= window.bytes.length)
        return window.bytes.subarray(from, from + length);
    }
    return undefined;
  }

  /**
   * The bytes from `offset`, cut at the end of the file (so they may be fewer, or none).
   * @throws ReadBudgetExceeded when the read budget is used up
   * @throws ContentReadError when the reader fails
   */
  async bytes(offset: number, length: number): Promise<Buffer> {
    const wanted = this.clamp(offset, length);
    if (wanted <= 0) return Buffer.alloc(0);
    const known = this.cached(offset, wanted);
    if (known) return known;
    if (!this.affords(wanted)) throw new ReadBudgetExceeded(offset);
    this.ranges++;
    this.bytesRead += wanted;
    const bytes = await this.fetch(offset, wanted);
    this.windows.push({ offset, bytes });
    return bytes;
  }

  /** Whether a read of this many bytes would leave `reserve` for the reads that are always made. */
  affords(bytes: number, reserve: ReadBudget = noReserve): boolean {
    return (
      this.ranges + reserve.ranges < this.budget.ranges &&
      this.bytesRead + bytes + reserve.bytes <= this.budget.bytes
    );
  }

  /** A part of the budget for one walk: after `ranges` reads it returns `undefined` instead of bytes. */
  allowance(ranges: number): Allowance {
    return new Allowance(this, ranges);
  }

  private clamp(offset: number, length: number): number {
    return offset < 0 || !Number.isSafeInteger(offset) ? 0 : Math.min(length, this.sizeBytes - offset);
  }

  private async fetch(offset: number, length: number): Promise<Buffer> {
    let answer: Uint8Array;
    try {
      answer = await this.reader.read(offset, length);
    } catch (cause) {
      throw new ContentReadError(offset, length, 'the reader failed', { cause });
    }
    if (answer.length !== length) throw new ContentReadError(offset, length, `got ${answer.length} bytes`);
    return asBuffer(answer);
  }
}

/** Lets a walk step through a file until its part of the budget is used up. */
export class Allowance {
  constructor(
    private readonly file: FileView,
    private left: number,
  ) {}

  /**
   * The bytes from `offset`, cut at the end of the file; `undefined` once the budget is used up. `readAhead` requests
   * more when a read is needed, so that the next steps are cached.
   */
  async bytes(offset: number, length: number, readAhead = length): Promise<Buffer | undefined> {
    const wanted = Math.min(length, this.file.sizeBytes - offset);
    const known = wanted > 0 ? this.file.cached(offset, wanted) : Buffer.alloc(0);
    if (known) return known;
    // Only up to the tail, which is in memory.
    const ahead = Math.min(readAhead, Math.max(length, this.file.tailOffset - offset));
    if (this.left <= 0 || !this.file.affords(ahead, walkReserve)) return undefined;
    this.left--;
    return (await this.file.bytes(offset, ahead)).subarray(0, wanted);
  }
}
