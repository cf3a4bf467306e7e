import { u16le, u24le } from '../../../reading/bytes.js';
import { BackwardBits } from './backward-bits.js';
import { blockCap } from './block.js';
import { describedTable, States } from './state-table.js';

/** The literals of a block (RFC 8878, 3.1.1.3.1), as their header states them. */
export interface Literals {
  /** How many there are. */
  readonly count: number;
  /** Behind them: the sequences begin there. */
  readonly end: number;
  /** Of compressed ones: where the description of their code begins. */
  readonly treeAt?: number;
  readonly streams: 1 | 4;
}

/** `undefined` where no first block may begin so: it has no earlier code to repeat. */
export function literalsAt(b: Uint8Array, at: number): Literals | undefined {
  const first = b[at] ?? 0;
  const [kind, format] = [first & 3, (first >> 2) & 3];
  if (kind === 3) return undefined;
  if (kind < 2) {
    const headerBytes = format === 1 ? 2 : format === 3 ? 3 : 1;
    const fields = u24le(b, at);
    const count = headerBytes === 1 ? first >> 3 : headerBytes === 2 ? (fields & 0xffff) >> 4 : fields >> 4;
    const end = at + headerBytes + (kind === 1 ? 1 : count);
    return count <= blockCap ? { count, end, streams: 1 } : undefined;
  }
  const headerBytes = format < 2 ? 3 : format + 2;
  const sizeBits = format < 2 ? 10 : format === 2 ? 14 : 18;
  const fields = u24le(b, at) + (b[at + 3] ?? 0) * 2 ** 24 + (b[at + 4] ?? 0) * 2 ** 32;
  const count = Math.floor(fields / 16) % 2 ** sizeBits;
  const packed = Math.floor(fields / 16 / 2 ** sizeBits) % 2 ** sizeBits;
  if (count > blockCap || packed < 3 || packed >= count) return undefined;
  const treeAt = at + headerBytes;
  return { count, treeAt, end: treeAt + packed, streams: format === 0 ? 1 : 4 };
}

/** Bits of the longest code (4.2.1). */
const longestCode = 11;
const mostWeights = 255;
/** 3.1.1.3.1.6: the sizes of the first three of four streams. */
const jumpTableBytes = 6;

/** A Huffman code: by the next `longest` bits, the length of the code that they begin with. */
export interface Tree {
  readonly longest: number;
  readonly lengths: Uint8Array;
  readonly end: number;
  /** Is its description packed? Those bytes have to hold far more than plain weights. */
  readonly isPacked: boolean;
}

/**
 * Section 4.2.1: weights of symbols, packed or four bits each. With the last one, which is left out, they fill the tree.
 */
export function treeAt(b: Uint8Array, at: number, to: number): Tree | undefined {
  const header = b[at] ?? 0;
  const isPlain = header >= 128;
  const end = at + 1 + (isPlain ? (header - 126) >> 1 : header);
  if (end > to) return undefined;
  const weights = isPlain ? plainWeights(b, at + 1, header - 127) : packedWeights(b, at + 1, end);
  const tree = weights && treeOf(weights);
  return tree && { ...tree, end, isPacked: !isPlain };
}

const plainWeights = (b: Uint8Array, from: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => ((b[from + (i >> 1)] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15);

/** Two walks in turn through one table, up to the last bit (4.2.1.2). */
function packedWeights(b: Uint8Array, from: number, to: number): number[] | undefined {
  const described = describedTable(b, from, to, { accuracy: 6, symbols: longestCode + 1 });
  const bits = described && BackwardBits.of(b, described.end, to);
  if (!described || !bits) return undefined;
  const walks = [new States(described.table, bits), new States(described.table, bits)] as const;
  if (bits.left < 0) return undefined;
  const weights: number[] = [];
  for (let turn: 0 | 1 = 0; weights.length < mostWeights; turn = turn === 0 ? 1 : 0) {
    weights.push(walks[turn].symbol);
    walks[turn].advance();
    if (bits.left >= 0) continue;
    weights.push(walks[turn === 0 ? 1 : 0].symbol);
    return weights;
  }
  return undefined;
}

function treeOf(weights: readonly number[]): Pick<Tree, 'longest' | 'lengths'> | undefined {
  if (weights.some((weight) => weight > longestCode)) return undefined;
  const sum = weights.reduce((total, weight) => total + (weight > 0 ? 2 ** (weight - 1) : 0), 0);
  const longest = sum > 0 ? 32 - Math.clz32(sum) : 0;
  const rest = 2 ** longest - sum;
  if (longest === 0 || longest > longestCode || (rest & (rest - 1)) !== 0) return undefined;
  const all = [...weights, 32 - Math.clz32(rest)];
  const leaves = all.filter((weight) => weight === 1).length;
  if (leaves < 2 || leaves % 2 !== 0) return undefined;
  const lengths = new Uint8Array(2 ** longest);
  let at = 0;
  for (let weight = 1; weight <= longest; weight++) {
    for (const one of all)
      if (one === weight) lengths.fill(longest + 1 - weight, at, (at += 2 ** (weight - 1)));
  }
  return { longest, lengths };
}

/**
 * Does the first stream of compressed literals hold as many codes as are stated, and end with the last one's last bit
 * (4.2.2)? `undefined` where it is not whole in `b`.
 */
export function firstStreamFits(
  b: Uint8Array,
  tree: Tree,
  { count, end, streams }: Literals,
): boolean | undefined {
  const from = streams === 1 ? tree.end : tree.end + jumpTableBytes;
  const to = streams === 1 ? end : from + u16le(b, tree.end);
  if (to > end) return false;
  if (to > b.length) return undefined;
  return streamFits(b, tree, from, to, streams === 1 ? count : Math.floor((count + 3) / 4));
}

function streamFits(
  b: Uint8Array,
  { longest, lengths }: Tree,
  from: number,
  to: number,
  codes: number,
): boolean {
  const bits = BackwardBits.of(b, from, to);
  if (!bits) return false;
  for (let code = 0; code < codes && bits.left >= 0; code++)
    bits.left -= lengths[bits.peek(longest)] as number;
  return bits.left === 0;
}
