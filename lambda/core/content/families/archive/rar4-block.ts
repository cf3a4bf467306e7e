import { u16le, u32le } from '../../reading/bytes.js';
import { crc32 } from '../../reading/crc32.js';
import type { RarBlock } from './rar-block.js';

const kinds = { first: 0x72, main: 0x73, file: 0x74, service: 0x7a, end: 0x7b } as const;
/** Comments, owners and signatures of RAR 2, whose checksums cover other things. */
const isOldExtra = (kind: number): boolean => kind >= 0x75 && kind <= 0x79;
const flag = { hasContent: 0x8000, wideSizes: 0x0100, headersEncrypted: 0x0080, locked: 0x0004 } as const;
const shortest = 7;
/** With the longest name and comment. */
const longest = 0x1000;

/** A block of RAR 1.5 to 4 (technote.txt of RAR 4, "Block format"): checksum, type, flags, size, size of content. */
export function rar4Block(bytes: Buffer, at: number, isInChain: boolean): RarBlock | undefined {
  const kind = bytes[at + 2] ?? 0;
  if (kind < kinds.first || kind > kinds.end) return undefined;
  const flags = u16le(bytes, at + 3);
  const headerBytes = u16le(bytes, at + 5);
  if (headerBytes < shortest || headerBytes > longest || !isIntact(bytes, at, headerBytes, kind, isInChain))
    return undefined;
  if (kind === kinds.main && (flags & flag.headersEncrypted) !== 0)
    return { kind: 'encryption', next: headerBytes };
  return {
    kind: kind === kinds.end ? 'end' : 'other',
    next: headerBytes + contentBytes(bytes, at, kind, flags),
    isLocked: kind === kinds.file && (flags & flag.locked) !== 0,
  };
}

/**
 * The lower half of CRC-32 over what follows it; a comment that the header of archive or file contains is left out.
 */
function isIntact(bytes: Buffer, at: number, headerBytes: number, kind: number, isInChain: boolean): boolean {
  if (isOldExtra(kind)) return isInChain;
  if (at + headerBytes > bytes.length) return false;
  const fits = (end: number) => (crc32(bytes.subarray(at + 2, at + end)) & 0xffff) === u16le(bytes, at);
  if (fits(headerBytes)) return true;
  if (kind === kinds.main) return fits(13);
  return kind === kinds.file && isInChain && fits(32 + u16le(bytes, at + 26));
}

function contentBytes(bytes: Buffer, at: number, kind: number, flags: number): number {
  const isFile = kind === kinds.file || kind === kinds.service;
  if (!isFile && (flags & flag.hasContent) === 0) return 0;
  const low = u32le(bytes, at + 7);
  return isFile && (flags & flag.wideSizes) !== 0 ? low + u32le(bytes, at + 32) * 0x1_0000_0000 : low;
}
