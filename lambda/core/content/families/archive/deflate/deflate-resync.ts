import { u16le } from '../../../reading/bytes.js';
import { inflateFrom, type Inflated } from './deflate.js';
import { isDynamicBlock } from './deflate-block.js';

/** What matches reach back to lies before the window; any bytes do, for only the length of the stream matters. */
const unknownPast = Buffer.alloc(32 * 1024);
/** In front of the first stored block's length: not the last block, type 0 (RFC 1951, 3.2.3). */
const storedBlockHeader = Buffer.from([0]);
/** Of a gzip member. */
const trailerBytes = 8;

/** Blocks from which unpacking is tried; the first real one succeeds unless it unpacks to very much. */
const tryCap = 8;
/** A real block that unpacks to more than this is left for one nearer to the end. */
const outputCap = 1024 * 1024;

export interface Resync {
  /** Where the first block was found. */
  readonly start: number;
  /** Where the deflated data ends. */
  readonly end: number;
}

/**
 * The last bytes of a file as deflated data: finds a block in them, whose beginning may be at any bit, and unpacks
 * from there. Noise has no such block, nor have zeros.
 * @param searched how many of the bytes a block may begin in; what lies behind was searched already
 * @returns `undefined` if no block is found (one may be longer than `bytes`)
 */
export function resync(bytes: Buffer, searched = bytes.length): Resync | undefined {
  return atDynamicBlock(bytes, searched) ?? atStoredBlock(bytes, searched);
}

/** By the ten bits from a byte's first on: at which of its bits type 2 stands (RFC 1951, 3.2.3), as a mask. */
const startsOfType2 = Uint8Array.from({ length: 1024 }, (_, bits) => {
  let starts = 0;
  for (let bit = 0; bit < 8; bit++) if (((bits >> bit) & 6) === 4) starts |= 1 << bit;
  return starts;
});

function atDynamicBlock(bytes: Buffer, searched: number): Resync | undefined {
  const last = Math.min(searched, bytes.length - 40);
  for (let at = 0, tries = 0; at < last && tries < tryCap; at++) {
    let starts = startsOfType2[((bytes[at] as number) | ((bytes[at + 1] as number) << 8)) & 0x3ff] as number;
    for (let bit = 0; starts > 0; bit++, starts >>= 1) {
      if ((starts & 1) === 0 || !isDynamicBlock(bytes, at * 8 + bit)) continue;
      tries++;
      const prefix = bitsBefore[bit] as Buffer;
      const inflated = inflateBehind(prefix, bytes, at, bit);
      if (inflated.outcome === 'whole') return { start: at, end: at + inflated.end - (prefix.length - 1) };
      // Nearer to the end there is less to unpack.
      if (inflated.outcome === 'too-large') at += (last - at) >> 1;
    }
  }
  return undefined;
}

/**
 * For each bit of a byte, blocks that end right before it: a block may begin at any bit, but unpacking only at a
 * byte. Codes are the fixed ones (RFC 1951, 3.2.6): an empty block has ten bits, one with the byte 144 has nineteen.
 */
const bitsBefore = Array.from({ length: 8 }, (_, wanted) => {
  const empty = '010' + '0000000';
  const one = '010' + '110010000' + '0000000';
  let bits = wanted % 2 === 1 ? one : '';
  while (bits.length % 8 !== wanted) bits += empty;
  return Buffer.from(
    (bits.padEnd(bits.length + 8 - wanted, '0').match(/.{8}/g) ?? []).map((byte) =>
      parseInt([...byte].reverse().join(''), 2),
    ),
  );
});

/** Unpacks from bit `bit` of byte `at` on; the byte joins the last one of `prefix`. */
function inflateBehind(prefix: Buffer, bytes: Buffer, at: number, bit: number): Inflated {
  const joined = Buffer.concat([prefix, bytes.subarray(at + 1)]);
  joined[prefix.length - 1] = (prefix.at(-1) as number) | ((bytes[at] as number) & (0xff << bit));
  return inflateFrom(joined, 0, { dictionary: unknownPast, outputCap });
}

/** Content that can't be deflated is stored: its length and the complement of it stand before it. */
function atStoredBlock(bytes: Buffer, searched: number): Resync | undefined {
  const last = Math.min(searched, bytes.length - 4);
  for (let at = 0, tries = 0; at < last && tries < tryCap; at++) {
    if (((bytes[at] as number) ^ (bytes[at + 2] as number)) !== 0xff) continue;
    if ((u16le(bytes, at) ^ u16le(bytes, at + 2)) !== 0xffff) continue;
    tries++;
    const block = Buffer.concat([storedBlockHeader, bytes.subarray(at)]);
    const inflated = inflateFrom(block, 0, { dictionary: unknownPast, outputCap });
    // Two bytes agree by chance once in 64 KiB, so only an end that fits the file counts.
    if (inflated.outcome === 'whole' && at + inflated.end - 1 + trailerBytes === bytes.length) {
      return { start: at, end: at + inflated.end - 1 };
    }
  }
  return undefined;
}
