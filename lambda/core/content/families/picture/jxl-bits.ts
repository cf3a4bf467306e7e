/** Fields of JPEG XL (ISO/IEC 18181-1, 9.2): bits from the lowest on; past the end they are zeros, and `isOver`. */
export class JxlBits {
  at = 0;
  /** Bits that were looked at, some of them more than once. */
  reads = 0;

  constructor(private readonly bytes: Buffer) {}

  get isOver(): boolean {
    return this.at > this.bytes.length * 8;
  }

  /** The byte that follows, after the padding (9.2.7, `ZeroPadToByte`); undefined where that is not zeros. */
  byteAt(): number | undefined {
    const padding = this.u((8 - (this.at % 8)) % 8);
    return padding === 0 && !this.isOver ? this.at / 8 : undefined;
  }

  bool(): boolean {
    return this.u(1) === 1;
  }

  u(count: number): number {
    let value = 0;
    this.reads += count;
    for (let bit = 0; bit < count; bit++, this.at++)
      value += (((this.bytes[this.at >> 3] ?? 0) >> (this.at & 7)) & 1) * 2 ** bit;
    return value;
  }

  /** `U32`: one of four ways, each a constant and a number of bits to add to it. */
  u32(...ways: readonly (readonly [constant: number, bits: number])[]): number {
    const [constant, bits] = ways[this.u(2)] ?? [0, 0];
    return constant + this.u(bits);
  }

  /** `U64`; only its first 60 bits matter here. */
  u64(): number {
    const way = this.u(2);
    if (way === 0) return 0;
    if (way === 1) return 1 + this.u(4);
    if (way === 2) return 17 + this.u(8);
    let value = this.u(12);
    for (let shift = 12; this.bool() && shift < 60; shift += 8) value += this.u(8) * 2 ** shift;
    return value;
  }

  /** `Enum`: numbers beyond 63 are not used by any version. */
  enumeration(): number {
    return this.u32([0, 0], [1, 0], [2, 4], [18, 6]);
  }

  /** A number of 16 bits that is no infinity (`F16`). */
  f16(): boolean {
    return ((this.u(16) >> 10) & 0x1f) !== 0x1f;
  }
}
