import { u24le } from '../../reading/bytes.js';

/** RFC 8878, 3.1.1.2.4: no block holds more. */
export const blockCap = 128 * 1024;

export interface ZstdBlock {
  readonly isLast: boolean;
  readonly type: 'raw' | 'run' | 'compressed';
  readonly storedBytes: number;
}

/** Section 3.1.1.2: last-block flag, type and size in three bytes. A run stores one byte only. */
export function blockAt(b: Uint8Array, at: number): ZstdBlock | undefined {
  const header = u24le(b, at);
  const type = (['raw', 'run', 'compressed'] as const)[(header >> 1) & 3];
  const size = header >> 3;
  if (!type || size > blockCap) return undefined;
  return { isLast: (header & 1) === 1, type, storedBytes: type === 'run' ? 1 : size };
}

/**
 * Do the first bytes of a compressed block hold (3.1.1.3)? Sizes of its literals within the block, and a description of
 * their Huffman code that may be one. The first block has no code to repeat.
 */
export function beginsWithLiterals(b: Buffer, at: number, storedBytes: number): boolean {
  const first = b[at] ?? 0;
  const [kind, format] = [first & 3, (first >> 2) & 3];
  if (kind === 3 || storedBytes < 2) return false;
  if (kind < 2) {
    const headerBytes = format === 1 ? 2 : format === 3 ? 3 : 1;
    const size =
      headerBytes === 1 ? first >> 3 : headerBytes === 2 ? (u24le(b, at) & 0xffff) >> 4 : u24le(b, at) >> 4;
    const sequencesAt = headerBytes + (kind === 1 ? 1 : size);
    return sequencesAt < storedBytes && size <= blockCap && hasSequences(b, at + sequencesAt);
  }
  const headerBytes = format < 2 ? 3 : format + 2;
  const sizeBits = format < 2 ? 10 : format === 2 ? 14 : 18;
  const fields = u24le(b, at) + (b[at + 3] ?? 0) * 2 ** 24 + (b[at + 4] ?? 0) * 2 ** 32;
  const size = Math.floor(fields / 16) % 2 ** sizeBits;
  const packed = Math.floor(fields / 16 / 2 ** sizeBits) % 2 ** sizeBits;
  const fits = size <= blockCap && packed > 2 && headerBytes + packed < storedBytes && packed < size;
  return (
    fits &&
    isCodeDescription(b[at + headerBytes] ?? 0, b[at + headerBytes + 1] ?? 0, packed) &&
    hasSequences(b, at + headerBytes + packed)
  );
}

/** 4.2.1.1: from 128 on, weights of four bits; below, so many bytes of weights behind a table of five or six bits. */
const isCodeDescription = (header: number, next: number, packed: number): boolean =>
  header >= 128 ? (header - 126) >> 1 < packed : header < packed && (next & 0x0f) <= 1;

/** 3.1.1.3.2: their number, then a byte of which two bits are reserved. What lies behind the bytes is believed. */
function hasSequences(b: Buffer, at: number): boolean {
  const first = b[at] ?? 0;
  const modes = b[at + (first === 0 ? 0 : first < 128 ? 1 : first < 255 ? 2 : 3)] ?? 0;
  return first === 0 || (modes & 3) === 0;
}
