/**
 * Bits from the last byte to the first, as both codes of Zstandard are read (RFC 8878, 4.1 and 4.2): the highest bit that
 * is set in the last byte marks the end. Bits before the beginning read as zeros.
 */
export class BackwardBits {
  /** How many bits are left; negative once more was read than is there. */
  left: number;

  private constructor(
    private readonly b: Uint8Array,
    private readonly from: number,
    bits: number,
  ) {
    this.left = bits;
  }

  /** Of the bytes from `from` up to, not including, `to`; `undefined` if none of them marks the end. */
  static of(b: Uint8Array, from: number, to: number): BackwardBits | undefined {
    const last = to > from ? (b[to - 1] ?? 0) : 0;
    return last === 0 ? undefined : new BackwardBits(b, from, (to - from) * 8 - Math.clz32(last) + 23);
  }

  read(bits: number): number {
    const value = this.peek(bits);
    this.left -= bits;
    return value;
  }

  /** At most 31 bits. */
  peek(bits: number): number {
    let value = 0;
    for (let wanted = bits; wanted > 0;) {
      const end = this.left - (bits - wanted);
      const inByte = ((end - 1) & 7) + 1;
      const step = Math.min(wanted, inByte);
      const byte = end > 0 ? (this.b[this.from + ((end - 1) >> 3)] ?? 0) : 0;
      value = (value << step) | ((byte >> (inByte - step)) & ((1 << step) - 1));
      wanted -= step;
    }
    return value;
  }
}
