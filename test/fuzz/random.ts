/** A seeded random generator: the same seed gives the same case, so that a failure can be reproduced. */
export class Random {
  constructor(private state: number) {}

  /** An integer from 0 up to, not including, `below`. */
  below(below: number): number {
    // Mulberry32, by Tommy Ettinger (public domain).
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}
