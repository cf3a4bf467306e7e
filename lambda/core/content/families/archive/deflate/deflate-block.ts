/** RFC 1951, 3.2.7: the order in which the lengths of the code length codes stand. */
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const endOfBlock = 256;

/** Do the bits from `bit` on describe the three complete codes that begin a block of type 2 (RFC 1951, 3.2.7)? */
export function isDynamicBlock(bytes: Buffer, bit: number): boolean {
  if (!hasCompleteLengthCode(bytes, bit)) return false;
  const bits = new Bits(bytes, bit + 3);
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const codeLengths = new Uint8Array(19);
  const count = bits.take(4) + 4;
  for (let i = 0; i < count; i++) codeLengths[order[i] as number] = bits.take(3);
  const lengths = readLengths(bits, codeLengths, literals + distances);
  if (!lengths || lengths[endOfBlock] === 0) return false;
  const distanceLengths = lengths.subarray(literals);
  return fill(lengths.subarray(0, literals), 15) === 1 && isDistanceCode(distanceLengths);
}

/** By twelve bits, which hold the lengths of four codes: how much of all patterns of seven bits these take. */
const takenByFour = Uint16Array.from({ length: 4096 }, (_, bits) => {
  let taken = 0;
  for (let shift = 0; shift < 12; shift += 3) if ((bits >> shift) & 7) taken += 128 >> ((bits >> shift) & 7);
  return taken;
});

/** At most 286 and 30 codes, and the test that `fill` makes, but by table: it is asked at every fourth bit. */
function hasCompleteLengthCode(bytes: Buffer, bit: number): boolean {
  const header = bits17(bytes, bit);
  if ((header & 0xf0) === 0xf0 || (header & 0x1e00) === 0x1e00) return false;
  let left = 3 * (4 + (header >>> 13));
  let taken = 0;
  for (let at = bit + 17; left > 0 && taken <= 128; at += 12, left -= 12)
    taken += takenByFour[bits17(bytes, at) & (left >= 12 ? 0xfff : (1 << left) - 1)] as number;
  return taken === 128;
}

const bits17 = (bytes: Buffer, bit: number): number => {
  const at = bit >> 3;
  const word = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
  return (word >>> (bit & 7)) & 0x1ffff;
};

/** A block without matches has no distance code; one with a single distance has one code of one bit. */
function isDistanceCode(lengths: Uint8Array): boolean {
  const filled = fill(lengths, 15);
  return (
    filled === 1 || filled === 0 || (filled === 0.5 && lengths.filter((length) => length > 0).length === 1)
  );
}

/** Which share of all bit patterns the code takes: 1 when it is complete. */
function fill(lengths: Uint8Array, longest: number): number {
  let taken = 0;
  for (const length of lengths) if (length > 0) taken += 1 << (longest - length);
  return taken / (1 << longest);
}

function readLengths(bits: Bits, codeLengths: Uint8Array, total: number): Uint8Array | undefined {
  const table = decodingTable(codeLengths);
  const lengths = new Uint8Array(total);
  let at = 0;
  while (at < total) {
    const symbol = table[bits.peek7()] as number;
    bits.skip(codeLengths[symbol] as number);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    const repeats = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (at + repeats > total || (symbol === 16 && at === 0)) return undefined;
    lengths.fill(symbol === 16 ? (lengths[at - 1] as number) : 0, at, at + repeats);
    at += repeats;
  }
  return lengths;
}

/** By the next seven bits, the symbol whose code they begin with. Codes stand in the bits in reverse order. */
function decodingTable(lengths: Uint8Array): Uint8Array {
  const table = new Uint8Array(128);
  let code = 0;
  for (let length = 1; length <= 7; length++, code <<= 1) {
    lengths.forEach((own, symbol) => {
      if (own !== length) return;
      for (let i = reversed(code, length); i < 128; i += 1 << length) table[i] = symbol;
      code++;
    });
  }
  return table;
}

function reversed(code: number, length: number): number {
  let out = 0;
  for (let bit = 0; bit < length; bit++) out |= ((code >> bit) & 1) << (length - 1 - bit);
  return out;
}

/** Bits, the lowest of each byte first; zeros behind the last byte. */
class Bits {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  take(count: number): number {
    const value = this.peek7() & ((1 << count) - 1);
    this.at += count;
    return value;
  }

  peek7(): number {
    const byte = this.at >> 3;
    return ((((this.bytes[byte] ?? 0) | ((this.bytes[byte + 1] ?? 0) << 8)) >>> (this.at & 7)) & 0x7f) >>> 0;
  }

  skip(count: number): void {
    this.at += count;
  }
}
