import type { BackwardBits } from './backward-bits.js';

/** A code by states (finite state entropy, RFC 8878, 4.1): each state is a symbol, and leads to others by some bits. */
export interface StateTable {
  readonly accuracy: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly base: Uint16Array;
}

/** A description of a table, and where it ends. */
export interface Described {
  readonly table: StateTable;
  readonly end: number;
}

/**
 * Section 4.1.1: the accuracy, then shares of the symbols, which have to add up to all states.
 * @returns `undefined` where those bytes describe no table
 */
export function describedTable(
  b: Uint8Array,
  from: number,
  to: number,
  limits: { readonly accuracy: number; readonly symbols: number },
): Described | undefined {
  let bit = from * 8;
  const peek = (count: number): number => {
    const at = bit >> 3;
    const four = (b[at] ?? 0) | ((b[at + 1] ?? 0) << 8) | ((b[at + 2] ?? 0) << 16);
    return (four >> (bit & 7)) & ((1 << count) - 1);
  };
  const accuracy = peek(4) + 5;
  bit += 4;
  if (accuracy > limits.accuracy) return undefined;
  const shares: number[] = [];
  let left = (1 << accuracy) + 1;
  while (left > 1 && shares.length < limits.symbols) {
    // Values up to `left`: those below the spare ones take a bit less.
    const width = 32 - Math.clz32(left);
    const spare = (1 << width) - 1 - left;
    const short = peek(width - 1);
    let value = short;
    if (short < spare) bit += width - 1;
    else {
      value = peek(width);
      if (value >= 1 << (width - 1)) value -= spare;
      bit += width;
    }
    const share = value - 1;
    shares.push(share);
    left -= Math.abs(share);
    if (share !== 0) continue;
    for (let zeros = 3; zeros === 3;) {
      zeros = peek(2);
      bit += 2;
      for (let i = 0; i < zeros; i++) shares.push(0);
    }
  }
  const end = (bit + 7) >> 3;
  if (left !== 1 || shares.length > limits.symbols || end > to) return undefined;
  return { table: tableOf(shares, accuracy), end };
}

/** Section 4.1.1, "From normalized distribution to decoding tables"; a share of -1 is less than one state. */
export function tableOf(shares: readonly number[], accuracy: number): StateTable {
  const size = 1 << accuracy;
  const symbols = new Uint8Array(size);
  const next = shares.map((share) => Math.abs(share));
  let high = size;
  shares.forEach((share, symbol) => {
    if (share === -1) symbols[--high] = symbol;
  });
  const step = (size >> 1) + (size >> 3) + 3;
  let at = 0;
  shares.forEach((share, symbol) => {
    for (let i = 0; i < share; i++) {
      symbols[at] = symbol;
      do at = (at + step) & (size - 1);
      while (at >= high);
    }
  });
  const bits = new Uint8Array(size);
  const base = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const symbol = symbols[state] as number;
    const count = next[symbol] as number;
    next[symbol] = count + 1;
    bits[state] = accuracy - (31 - Math.clz32(count));
    base[state] = (count << (bits[state] as number)) - size;
  }
  return { accuracy, symbols, bits, base };
}

/** One symbol only, without bits (3.1.1.3.2.1, "RLE_Mode"). */
export const singleTable = (symbol: number): StateTable => ({
  accuracy: 0,
  symbols: Uint8Array.of(symbol),
  bits: Uint8Array.of(0),
  base: Uint16Array.of(0),
});

/** A walk from state to state. */
export class States {
  private state: number;

  constructor(
    private readonly table: StateTable,
    private readonly bits: BackwardBits,
  ) {
    this.state = bits.read(table.accuracy);
  }

  get symbol(): number {
    return this.table.symbols[this.state] as number;
  }

  advance(): void {
    const { bits, base } = this.table;
    this.state = (base[this.state] as number) + this.bits.read(bits[this.state] as number);
  }
}
