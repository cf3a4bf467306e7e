import { u24le } from '../../../reading/bytes.js';

/** RFC 9649, 4: transforms that predict or index have an image of their own, which begins with the same five codes. */
const subtractGreen = 2;
const colourIndexing = 3;
/** Red, green with lengths, blue, alpha, distances (5.2.3, 6.2.4). */
const codes = { green: 256 + 24, other: 256, distance: 40 };
/** Section 6.2.1: in this order, the lengths of the codes for lengths. */
const lengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const longestCode = 15;

/**
 * Does a lossless image begin so? A mark and a version, then transforms, each of which stands once, and five prefix codes
 * that are whole (RFC 9649, 3.4 to 6.2). Bytes behind those that were read count as zeros.
 */
export function isLossless(bytes: Buffer): boolean {
  if (bytes[0] !== 0x2f || (bytes[4] ?? 0xff) >> 5 !== 0) return false;
  const bits = new LowBits(bytes, 40);
  for (let seen = 0; bits.take(1) === 1;) {
    const kind = bits.take(2);
    if ((seen & (1 << kind)) !== 0) return false;
    seen |= 1 << kind;
    if (kind === subtractGreen) continue;
    bits.take(kind === colourIndexing ? 8 : 3);
    return isImage(bits);
  }
  const cache = cacheColours(bits);
  if (cache === undefined) return false;
  const isGrouped = bits.take(1) === 1;
  if (!isGrouped) return areCodes(bits, cache);
  bits.take(3);
  return isImage(bits);
}

/** An image within the image has no groups of codes (5.1). */
function isImage(bits: LowBits): boolean {
  const cache = cacheColours(bits);
  return cache !== undefined && areCodes(bits, cache);
}

/** 5.2.3: a cache of up to 2 ** 11 colours. */
function cacheColours(bits: LowBits): number | undefined {
  if (bits.take(1) === 0) return 0;
  const size = bits.take(4);
  return size >= 1 && size <= 11 ? 2 ** size : undefined;
}

function areCodes(bits: LowBits, cache: number): boolean {
  const alphabets = [codes.green + cache, codes.other, codes.other, codes.other, codes.distance];
  return alphabets.every((symbols) => isCode(bits, symbols));
}

/** 6.2.1: one or two symbols as they are, or lengths of codes, which are coded themselves. */
function isCode(bits: LowBits, symbols: number): boolean {
  if (bits.take(1) === 1) {
    const count = bits.take(1) + 1;
    const first = bits.take(bits.take(1) === 1 ? 8 : 1);
    const second = count === 2 ? bits.take(8) : 0;
    return first < symbols && second < symbols;
  }
  const lengths = Array<number>(lengthOrder.length).fill(0);
  const stated = 4 + bits.take(4);
  for (const symbol of lengthOrder.slice(0, stated)) lengths[symbol] = bits.take(3);
  const code = codeOf(lengths);
  const limit = bits.take(1) === 1 ? 2 + bits.take(2 + 2 * bits.take(3)) : symbols;
  if (!code || limit > symbols) return false;
  return areLengths(bits, code, symbols, limit);
}

function areLengths(bits: LowBits, code: PrefixCode, symbols: number, limit: number): boolean {
  let leaves = 0;
  let used = 0;
  let before = 8;
  let symbol = 0;
  for (let left = limit; symbol < symbols && left > 0; left--) {
    if (bits.isPast) return true;
    const length = decode(bits, code);
    if (length === undefined) return false;
    const isRun = length > longestCode;
    const value = length === 16 ? before : isRun ? 0 : length;
    const times =
      length === 16
        ? 3 + bits.take(2)
        : length === 17
          ? 3 + bits.take(3)
          : length === 18
            ? 11 + bits.take(7)
            : 1;
    if (symbol + times > symbols) return false;
    symbol += times;
    if (!isRun && length > 0) before = length;
    if (value === 0) continue;
    leaves += times * 2 ** (longestCode - value);
    used += times;
  }
  return bits.isPast || leaves === 2 ** longestCode || used === 1;
}

/** Canonical: how many codes each length has, and the symbols by length. */
interface PrefixCode {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/** `undefined` where the lengths fill no tree; a single symbol needs none. */
function codeOf(lengths: readonly number[]): PrefixCode | undefined {
  const counts = Array<number>(longestCode + 1).fill(0);
  const used = lengths.flatMap((length, symbol) => (length > 0 ? [{ length, symbol }] : []));
  for (const { length } of used) counts[length] = (counts[length] ?? 0) + 1;
  const symbols = used.sort((a, b) => a.length - b.length || a.symbol - b.symbol).map(({ symbol }) => symbol);
  if (symbols.length === 1) return { counts: [], symbols };
  const leaves = used.reduce((sum, { length }) => sum + 2 ** -length, 0);
  return leaves === 1 ? { counts, symbols } : undefined;
}

function decode(bits: LowBits, { counts, symbols }: PrefixCode): number | undefined {
  if (symbols.length === 1) return symbols[0];
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= longestCode; length++) {
    const count = counts[length] ?? 0;
    code = code * 2 + bits.take(1);
    first *= 2;
    if (code - first < count) return symbols[index + code - first];
    index += count;
    first += count;
  }
  return undefined;
}

/** Bits, the lowest of each byte first; zeros behind the last byte. */
class LowBits {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  get isPast(): boolean {
    return this.at > this.bytes.length * 8;
  }

  take(count: number): number {
    const byte = this.at >> 3;
    const value = (u24le(this.bytes, byte) >> (this.at & 7)) & (2 ** count - 1);
    this.at += count;
    return value;
  }
}
