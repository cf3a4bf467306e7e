import { u32le } from '../../reading/bytes.js';
import { crc32 } from '../../reading/crc32.js';
import type { RarBlock } from './rar-block.js';

const kinds = { main: 1, file: 2, encryption: 4, end: 5 } as const;
/** "File encryption record", in the extra area of a file's header. */
const encryptionRecord = 1;
const flag = { hasExtra: 1, hasContent: 2 } as const;
/** "Header size: variable length; no more than 2 MB"; names and times need far less. */
const longest = 4096;

/** A block of RAR 5 (technote.txt of RAR 5, "General archive block format"): CRC-32, size, type, flags, sizes. */
export function rar5Block(bytes: Buffer, at: number): RarBlock | undefined {
  const size = vint(bytes, at + 4);
  const kind = vint(bytes, size.next);
  if (kind.value < kinds.main || kind.value > kinds.end || size.value < 2 || size.value > longest)
    return undefined;
  const end = size.next + size.value;
  if (end > bytes.length || crc32(bytes.subarray(at + 4, end)) !== u32le(bytes, at)) return undefined;

  const flags = vint(bytes, kind.next);
  const extra = (flags.value & flag.hasExtra) !== 0 ? vint(bytes, flags.next).next : flags.next;
  const content = (flags.value & flag.hasContent) !== 0 ? vint(bytes, extra).value : 0;
  return {
    isLocked: kind.value === kinds.file && isLocked(bytes, flags, end),
    kind: kind.value === kinds.end ? 'end' : kind.value === kinds.encryption ? 'encryption' : 'other',
    next: end - at + content,
  };
}

/** The extra area is the end of the header: records of size and type. */
function isLocked(bytes: Buffer, flags: { value: number; next: number }, end: number): boolean {
  if ((flags.value & flag.hasExtra) === 0) return false;
  for (let at = end - vint(bytes, flags.next).value; at > 0 && at < end;) {
    const size = vint(bytes, at);
    if (vint(bytes, size.next).value === encryptionRecord) return true;
    if (size.value === 0) return false;
    at = size.next + size.value;
  }
  return false;
}

/** "vint": seven bits a byte, the lowest first. */
function vint(bytes: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  let at = from;
  for (let scale = 1; scale < 2 ** 63; scale *= 128) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  return { value, next: at };
}
