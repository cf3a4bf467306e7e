import { u16le } from '../../../reading/bytes.js';
import { BackwardBits } from './backward-bits.js';
import { blockCap } from './block.js';
import { describedTable, singleTable, States, tableOf, type StateTable } from './state-table.js';

/** RFC 8878, 3.1.1.3.2.2: shares of the tables that need no description. */
const literalShares = tableOf(
  [
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1,
    -1, -1,
  ],
  6,
);
const matchShares = tableOf(
  [
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
  ],
  6,
);
const offsetShares = tableOf(
  [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
  5,
);

/** Section 3.1.1.3.2.1.1: lengths from these codes on have a base and further bits. */
const literalBits = [
  ...Array<number>(16).fill(0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
];
const matchBits = [
  ...Array<number>(32).fill(0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
];

/** What each code's length begins at: the codes below fill all lengths before. */
function bases(bits: readonly number[], first: number): number[] {
  let base = first;
  return bits.map((count) => {
    const own = base;
    base += 2 ** count;
    return own;
  });
}
const literalBases = bases(literalBits, 0);
const matchBases = bases(matchBits, 3);

const kinds = [
  { shares: literalShares, accuracy: 9, symbols: literalBits.length },
  { shares: offsetShares, accuracy: 8, symbols: 32 },
  { shares: matchShares, accuracy: 9, symbols: matchBits.length },
] as const;

/** So many are no chance. */
const provingSequences = 4096;

interface Sequences {
  readonly count: number;
  readonly tables: readonly StateTable[];
  readonly streamAt: number;
}

/** Section 3.1.1.3.2: their number, and the tables of their three codes. The first block has none to repeat. */
function sequencesAt(b: Uint8Array, at: number, to: number): Sequences | undefined {
  const first = b[at] ?? 0;
  if (first === 0) return { count: 0, tables: [], streamAt: at + 1 };
  const countBytes = first < 128 ? 1 : first < 255 ? 2 : 3;
  const count =
    countBytes === 1
      ? first
      : countBytes === 2
        ? ((first - 128) << 8) + (b[at + 1] ?? 0)
        : u16le(b, at + 1) + 0x7f00;
  const modes = b[at + countBytes] ?? 0;
  if ((modes & 3) !== 0) return undefined;
  const tables: StateTable[] = [];
  let next = at + countBytes + 1;
  for (const [i, kind] of kinds.entries()) {
    const mode = (modes >> (6 - 2 * i)) & 3;
    if (mode === 3) return undefined;
    if (mode === 1 && (b[next] ?? 0) >= kind.symbols) return undefined;
    const described = mode === 2 ? describedTable(b, next, to, kind) : undefined;
    if (mode === 2 && !described) return undefined;
    tables.push(described?.table ?? (mode === 1 ? singleTable(b[next] ?? 0) : kind.shares));
    next = described?.end ?? next + mode;
  }
  return { count, tables, streamAt: next };
}

/**
 * Do the sequences of a first block use exactly their bytes, no more literals than there are, and nothing from before
 * the content?
 */
export function sequencesFit(b: Uint8Array, at: number, to: number, literals: number): boolean {
  const sequences = at < to ? sequencesAt(b, at, to) : undefined;
  if (!sequences) return false;
  const { count, tables, streamAt } = sequences;
  if (count === 0) return streamAt === to;
  const bits = BackwardBits.of(b, streamAt, to);
  if (!bits) return false;
  const [literalCodes, offsets, matches] = tables.map((table) => new States(table, bits)) as [
    States,
    States,
    States,
  ];
  let left = literals;
  let made = 0;
  const followed = Math.min(count, provingSequences);
  for (let sequence = 0; sequence < followed; sequence++) {
    const offset = 2 ** offsets.symbol + bits.read(offsets.symbol);
    const match = lengthOf(matches.symbol, matchBases, matchBits, bits);
    const length = lengthOf(literalCodes.symbol, literalBases, literalBits, bits);
    left -= length;
    made += length;
    // Values up to 3 repeat an earlier offset (3.1.1.5).
    const isBehind = offset > 3 ? offset - 3 <= made : made > 0;
    made += match;
    if (bits.left < 0 || left < 0 || !isBehind || made > blockCap) return false;
    if (sequence === followed - 1) break;
    for (const walk of [literalCodes, matches, offsets]) walk.advance();
  }
  return followed < count || bits.left === 0;
}

const lengthOf = (
  code: number,
  base: readonly number[],
  extra: readonly number[],
  bits: BackwardBits,
): number => (base[code] ?? Infinity) + bits.read(extra[code] ?? 0);
