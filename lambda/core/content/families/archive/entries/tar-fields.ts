import { has, latin1 } from '../../../reading/bytes.js';

/** Octal digits, or binary with the highest bit set for what they can't hold (GNU tar manual, "Extensions"). */
export function contentBytes(header: Buffer): number {
  if (((header[124] ?? 0) & 0x80) !== 0)
    return header.subarray(128, 136).reduce((value, byte) => value * 256 + byte, 0);
  return Number.parseInt(latin1(header, 124, 136).replace(/\0/g, ' ').trim(), 8) || 0;
}

const block = 512;
/** Links and directories state a size that nothing follows, as some writers do. */
const withoutContent = [0x31, 0x32, 0x35];

/** Where the next header is. */
export function memberEnd(header: Buffer, at: number): number {
  const bytes = withoutContent.includes(header[156] ?? 0) ? 0 : contentBytes(header);
  return at + block + Math.ceil(bytes / block) * block;
}

/** Up to the first NUL. */
export function textOf(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** The name in the header, behind its prefix, which GNU tar uses otherwise (POSIX.1-2024, pax; the mark `ustar  `). */
export function ownName(header: Buffer): Buffer {
  const name = textOf(header.subarray(0, 100));
  const prefix = textOf(header.subarray(345, 500));
  const hasPrefix = has(header, 257, 'ustar\0') && prefix.length > 0;
  return hasPrefix ? Buffer.concat([prefix, Buffer.from('/'), name]) : name;
}

/** POSIX.1-2024, pax, "pax Extended Header": `length keyword=value` and a line end each; the last of a keyword counts. */
export function paxRecords(content: Buffer | undefined): ReadonlyMap<string, Buffer> | undefined {
  if (!content) return undefined;
  const records = new Map<string, Buffer>();
  for (let at = 0; at < content.length;) {
    const length = Number(/^\d{1,9}(?= )/.exec(latin1(content, at, at + 12))?.[0] ?? 0);
    const record = content.subarray(at, at + length);
    const keyAt = record.indexOf(' ') + 1;
    const equals = record.indexOf('=');
    if (length === 0 || equals < keyAt || at + length > content.length) break;
    records.set(latin1(record, keyAt, equals), record.subarray(equals + 1, -1));
    at += length;
  }
  return records;
}
