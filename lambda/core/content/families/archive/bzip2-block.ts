import type { Work } from '../../reading/work.js';

/** "bzip2 format specification", 2.2.2: no table selects from more, and none from fewer. */
const tables = { least: 2, most: 6 };
const mostSelectors = 18_002;
/** So many bits of unary numbers, none of which is too large, are no chance. */
const enoughBytes = 4000;
const headerBits = 48 + 32 + 1 + 24;

/**
 * Is the header of a block at `at` one (2.2)? A mark, a sum, where the sorted rows begin, which bytes occur, and which
 * table each group of fifty symbols is coded with, as numbers in unary, and the tables. Up to 18,002 groups make a
 * header longer than the head of a file: one that is right for `enoughBytes` is one; a shorter one that is not whole is
 * none.
 */
export function isBlockHeader(bytes: Buffer, at: number, blockBytes: number, work: Work): boolean {
  const bits = new HighBits(bytes, at * 8 + headerBits - 24);
  if (bits.take(24) >= blockBytes) return false;
  const ranges = bits.take(16);
  let symbols = 0;
  for (let range = 15; range >= 0; range--) if ((ranges >> range) & 1) symbols += ones(bits.take(16));
  if (symbols === 0) return false;
  const count = bits.take(3);
  const selectors = bits.take(15);
  if (count < tables.least || count > tables.most || selectors === 0 || selectors > mostSelectors)
    return false;
  const isLong = bytes.length - at >= enoughBytes;
  for (let selector = 0; selector < selectors; selector++) {
    if (bits.isPast) return isLong;
    let place = 0;
    while (bits.take(1) === 1) if (++place >= count) return false;
    work.spend(place + 1, at);
  }
  for (let table = 0; table < count; table++)
    if (!skipTable(bits, symbols + 2, work, at)) return isLong && bits.isPast;
  return isLong || !bits.isPast;
}

const longestCode = 20;

/**
 * Lengths of codes (2.2.4): that of the first symbol, then by how much each one differs from the one before it. Together
 * they fill the tree of a Huffman code.
 */
function skipTable(bits: HighBits, symbols: number, work: Work, at: number): boolean {
  let length = bits.take(5);
  let leaves = 0;
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.take(1) === 1) {
      length += bits.take(1) === 1 ? -1 : 1;
      if (length < 1 || length > longestCode || bits.isPast) return false;
    }
    leaves += 2 ** (longestCode - length);
    work.spend(2, at);
  }
  return bits.isPast ? false : leaves === 2 ** longestCode;
}

function ones(value: number): number {
  let count = 0;
  for (let left = value; left > 0; left &= left - 1) count++;
  return count;
}

/** Bits, the highest of each byte first; zeros behind the last byte. */
class HighBits {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  get isPast(): boolean {
    return this.at > this.bytes.length * 8;
  }

  take(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--, this.at++)
      value = value * 2 + (((this.bytes[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1);
    return value;
  }
}
