import { has, u16le } from '../bytes.js';
import { inflateFrom } from './deflate.js';
import { isDynamicBlock } from './deflate-block.js';

/** What matches reach back to lies before the window; any bytes do, for only the length of the stream matters. */
const unknownPast = Buffer.alloc(32 * 1024);
/** In front of the first stored block's length: not the last block, type 0 (RFC 1951, 3.2.3). */
const storedBlockHeader = Buffer.from([0]);
/** Of a gzip member. */
const trailerBytes = 8;
const memberMark = '\x1f\x8b\x08';

/** Blocks from which unpacking is tried; the first real one succeeds unless it unpacks to very much. */
const tryCap = 8;

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

function atDynamicBlock(bytes: Buffer, searched: number): Resync | undefined {
  const bits = Math.min(searched * 8, bytes.length * 8 - 300);
  for (let bit = 0, tries = 0; bit < bits && tries < tryCap; bit++) {
    // The quickest test first: type 2 and at most 286 and 30 codes, as seven in eight positions don't have.
    const at = bit >> 3;
    const word =
      ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)) >>>
      (bit & 7);
    if ((word & 6) !== 4 || (word & 0xf0) === 0xf0 || (word & 0x1e00) === 0x1e00) continue;
    if (!isDynamicBlock(bytes, bit)) continue;
    tries++;
    const inflated = inflateFrom(shifted(bytes, at, bit & 7), 0, unknownPast);
    if (inflated.outcome === 'whole')
      return { start: at, end: endOf(bytes, at + inflated.end, (bit & 7) > 0) };
  }
  return undefined;
}

/** The last byte's bits may reach into one byte more than the shifted copy shows; what follows the trailer tells. */
function endOf(bytes: Buffer, end: number, mayBeOneMore: boolean): number {
  const next = end + 1 + trailerBytes;
  return mayBeOneMore && (next === bytes.length || has(bytes, next, memberMark)) ? end + 1 : end;
}

/** Content that can't be deflated is stored: its length and the complement of it stand before it. */
function atStoredBlock(bytes: Buffer, searched: number): Resync | undefined {
  const last = Math.min(searched, bytes.length - 4);
  for (let at = 0, tries = 0; at < last && tries < tryCap; at++) {
    if ((u16le(bytes, at) ^ u16le(bytes, at + 2)) !== 0xffff) continue;
    tries++;
    const inflated = inflateFrom(Buffer.concat([storedBlockHeader, bytes.subarray(at)]), 0, unknownPast);
    // Two bytes agree by chance once in 64 KiB, so only an end that fits the file counts.
    if (inflated.outcome === 'whole' && at + inflated.end - 1 + trailerBytes === bytes.length) {
      return { start: at, end: at + inflated.end - 1 };
    }
  }
  return undefined;
}

/** The bytes from bit `shift` of byte `at` on. */
function shifted(bytes: Buffer, at: number, shift: number): Buffer {
  if (shift === 0) return bytes.subarray(at);
  const out = Buffer.allocUnsafe(bytes.length - at);
  for (let i = 0; i < out.length; i++) {
    out[i] = ((bytes[at + i] as number) >>> shift) | ((bytes[at + i + 1] ?? 0) << (8 - shift));
  }
  return out;
}
