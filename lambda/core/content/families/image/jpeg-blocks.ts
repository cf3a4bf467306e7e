import { isFiller } from '../../evidence/padding.js';
import type { BlockCodes, ScanCodes } from './jpeg-huffman.js';

/**
 * What a run of bytes is as image data. `impossible`: no sequence of blocks has these bits, wherever one enters them,
 * or more of them than the image has. `sparse`: blocks of few coefficients, as of a blank page. `dense`: any others.
 * `unknown`: the work was limited, or the codes are not known.
 */
export type RunKind = 'impossible' | 'sparse' | 'dense' | 'unknown';

/** How much is decoded of the beginning, the middle and the end of a run. */
const sampleBytes = 4 * 1024;
/** 64 coefficients, each a code of 16 bits at most and 15 bits at most of its value (T.81, F.1.2). */
const longestBlockBits = 64 * 31;
/** No code and value are longer; so many bytes of a sample are read, but not judged. */
const slackBytes = 8;
/** Blocks of a blank page have about six bits, those of a soft gradient twenty, padding two hundred. */
const sparseBlockBits = 32;
/** Blocks after which the mean counts. */
const firstBlocks = 16;
/** Codes read of one sample: a few milliseconds. */
const mostSteps = 200_000;
/** Of these, in search of a way on which blocks are short. */
const mostSparseSteps = 60_000;

/**
 * Decodes samples of `run`. Without an FF byte it has neither a stuffed one nor a marker, and its bits are those of the
 * blocks; others are `unknown`. Where a block begins in it is not known, but one does in any row of bits as long as the longest block.
 */
export function kindOfRun(run: Buffer, codes: ScanCodes | undefined): RunKind {
  if (!codes || run.length < sampleBytes || run.includes(0xff)) return 'unknown';
  const starts = [0, (run.length - sampleBytes) >>> 1, run.length - sampleBytes];
  const kinds: RunKind[] = [];
  for (const start of starts) {
    const kind = new Sample(run.subarray(start, start + sampleBytes), codes).kind();
    if (kind === 'impossible' || kind === 'unknown') return kind;
    kinds.push(kind);
  }
  // A blank stretch may begin behind a line of text.
  return kinds.filter((kind) => kind === 'sparse').length >= 2 ? 'sparse' : 'dense';
}

/** One more than the blocks from a place to the end of the sample; or no blocks lead there. */
type Count = number;
const isDead: Count = -1;

class Sample {
  private readonly bits: number;
  private readonly places: number;
  private steps = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly codes: ScanCodes,
  ) {
    this.bits = (bytes.length - slackBytes) * 8;
    this.places = codes.blocks.length;
  }

  kind(): RunKind {
    const blocks = this.sparseBlocks();
    if (blocks > 0 && blocks <= this.codes.totalBlocks) return 'sparse';
    const least = this.leastBlocks(blocks > 0);
    if (least === undefined) return 'unknown';
    if (least > this.codes.totalBlocks) return 'impossible';
    return blocks > 0 ? 'sparse' : 'dense';
  }

  /**
   * The blocks of a way through the sample on which they are short, as they are if it is blank; 0: there is none. One
   * or two values over and over are taken for a blank page only if they are its code and no other.
   */
  private sparseBlocks(): number {
    const reach = this.places * sparseBlockBits;
    const isPlain = isFiller(this.bytes);
    const seen = new Set<number>();
    for (let from = 0; from < reach && this.steps <= mostSparseSteps; from++) {
      let blocks = 0;
      for (let bit = from; !seen.has(bit * this.places + (blocks % this.places)); blocks++) {
        if (bit >= this.bits) return blocks;
        seen.add(bit * this.places + (blocks % this.places));
        if (isPlain && !this.isBlankBlock(bit, blocks % this.places)) break;
        bit = this.blockEnd(bit, blocks % this.places);
        if (bit < 0 || bit - from > Math.max(blocks, firstBlocks) * sparseBlockBits) break;
      }
    }
    return 0;
  }

  /**
   * How many blocks the sample has at least; `Infinity`: it can have none. `undefined`: the work was limited.
   * @param isCounted false: whether it can have any is enough
   */
  private leastBlocks(isCounted: boolean): number | undefined {
    // Ways in that meet have the same rest, so each place is decoded once.
    const counts = new Int32Array(this.bits * this.places);
    this.steps = 0;
    let least = Infinity;
    for (let bit = 0; bit < longestBlockBits; bit++) {
      for (let place = 0; place < this.places; place++) {
        const count = this.countFrom(bit, place, counts);
        if (this.steps > mostSteps) return undefined;
        if (count === isDead) continue;
        if (!isCounted) return 0;
        least = Math.min(least, count - 1);
      }
    }
    return least;
  }

  private countFrom(from: number, first: number, counts: Int32Array): Count {
    const passed: number[] = [];
    let bit = from;
    let place = first;
    let count: Count = 1;
    while (bit < this.bits && this.steps <= mostSteps) {
      const key = bit * this.places + place;
      const known = counts[key] as number;
      if (known !== 0) {
        count = known;
        break;
      }
      passed.push(key);
      bit = this.blockEnd(bit, place);
      if (bit < 0) {
        count = isDead;
        break;
      }
      place = (place + 1) % this.places;
    }
    for (let key = passed.pop(); key !== undefined; key = passed.pop())
      counts[key] = count === isDead ? isDead : ++count;
    return count;
  }

  /** No difference to the block before it, and no other coefficient (F.1.2.2.1, EOB). */
  private isBlankBlock(bit: number, place: number): boolean {
    const { dc, ac } = this.codes.blocks[place] as BlockCodes;
    const difference = dc[this.peek(bit)] as number;
    const rest = ac[this.peek(bit + (difference >> 8))] as number;
    return difference > 0 && (difference & 0xff) === 0 && rest > 0 && (rest & 0xff) === 0;
  }

  /**
   * F.2.2: a code and the bits of the first coefficient, then, up to the end of the block, codes of a run of zeros and
   * the size of the coefficient behind it. -1: the bits are no code, or lead beyond the 64th coefficient.
   */
  private blockEnd(from: number, place: number): number {
    const { dc, ac } = this.codes.blocks[place] as BlockCodes;
    this.steps++;
    const first = dc[this.peek(from)] as number;
    if (first === 0 || (first & 0xff) > 15) return -1;
    let at = from + (first >> 8) + (first & 0x0f);
    for (let coefficient = 1; coefficient < 64 && at < this.bits; this.steps++) {
      const code = ac[this.peek(at)] as number;
      if (code === 0) return -1;
      const zeros = (code & 0xf0) >> 4;
      const size = code & 0x0f;
      at += (code >> 8) + size;
      // A size of 0 ends the block, or (F.1.2.2.1, ZRL) is a run of sixteen zeros.
      if (size === 0 && zeros < 15) return at;
      coefficient += zeros + 1;
      if (coefficient > 64) return -1;
    }
    return at;
  }

  /** The next sixteen bits. */
  private peek(bit: number): number {
    const byte = bit >> 3;
    const { bytes } = this;
    const word =
      ((bytes[byte] as number) << 16) | ((bytes[byte + 1] as number) << 8) | (bytes[byte + 2] as number);
    return (word >>> (8 - (bit & 7))) & 0xffff;
  }
}
