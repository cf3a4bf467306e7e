import { constants, inflateRawSync } from 'node:zlib';
import { has, u32le } from '../../reading/bytes.js';
import { inflateFrom } from './deflate/deflate.js';

/** So much of a member is unpacked to see that it is one. */
const provedBytes = 4 * 1024;
/** Noise is valid deflated data for a few bytes. */
const leastBytes = 64;
const outputCap = 8 * 1024 * 1024;

/**
 * Is there a member whose content begins at `at`? Whole, its length fits what it states (RFC 1952, 2.3.1, ISIZE); else
 * its first bytes have to be deflated data, and enough of them.
 * @param head the first bytes of the file
 */
export function isMember(head: Buffer, at: number): boolean {
  const start = head.subarray(at, at + provedBytes);
  const inflated = inflateFrom(start, 0, { outputCap });
  if (inflated.outcome === 'whole') {
    const stated = start.length - inflated.end >= 8 ? u32le(start, inflated.end + 4) : undefined;
    if (stated === undefined) return start.length >= leastBytes;
    return stated === inflated.unpacked && (stated > 0 || isLastOrFollowed(start, inflated.end + 8));
  }
  if (inflated.outcome === 'broken') return false;
  return inflated.outcome === 'too-large' || start.length >= leastBytes || unpacksTo(start) >= leastBytes;
}

/** A few zeros are an empty member, which proves nothing unless the file ends with it or another member follows. */
const isLastOrFollowed = (start: Buffer, end: number): boolean =>
  start.length === end || has(start, end, '\x1f\x8b\x08');

/** How many bytes those make that end before the data does. */
function unpacksTo(start: Buffer): number {
  return inflateRawSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: outputCap }).length;
}
