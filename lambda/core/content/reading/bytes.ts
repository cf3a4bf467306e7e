/**
 * Numbers and letters from untrusted bytes. Every byte outside the buffer reads as 0, so a truncated or malicious file
 * can make a parser see zeros but never throw or read elsewhere.
 */
export const u16be = (b: Uint8Array, at: number): number => ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0);
export const u16le = (b: Uint8Array, at: number): number => (b[at] ?? 0) | ((b[at + 1] ?? 0) << 8);
export const u24be = (b: Uint8Array, at: number): number => ((b[at] ?? 0) << 16) | u16be(b, at + 1);
export const u24le = (b: Uint8Array, at: number): number => u16le(b, at) | ((b[at + 2] ?? 0) << 16);
export const u32be = (b: Uint8Array, at: number): number => u16be(b, at) * 0x10000 + u16be(b, at + 2);
export const u32le = (b: Uint8Array, at: number): number => u16le(b, at) + u16le(b, at + 2) * 0x10000;
export const i32le = (b: Uint8Array, at: number): number => u32le(b, at) | 0;
/** Exact up to 2^53; larger values are only ever compared with file sizes, which are smaller. */
export const u64be = (b: Uint8Array, at: number): number => u32be(b, at) * 0x1_0000_0000 + u32be(b, at + 4);
export const u64le = (b: Uint8Array, at: number): number => u32le(b, at) + u32le(b, at + 4) * 0x1_0000_0000;

/** Whether the bytes at `at` are those of `text`, each character one byte (`'\x89PNG'`). */
export function has(b: Uint8Array, at: number, text: string): boolean {
  if (at < 0 || at + text.length > b.length) return false;
  for (let i = 0; i < text.length; i++) if (b[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The bytes from `from` to `to` as one character each, cut at the buffer's ends. */
export function latin1(b: Uint8Array, from = 0, to = b.length): string {
  return asBuffer(b).toString('latin1', Math.max(0, from), Math.max(0, to));
}

/** The same memory as a Buffer, whose `indexOf` and `toString` run in native code. */
export function asBuffer(b: Uint8Array): Buffer {
  return Buffer.isBuffer(b) ? b : Buffer.from(b.buffer, b.byteOffset, b.byteLength);
}

/** The four letters at `at`, as ISO-BMFF, RIFF and PNG name their boxes and chunks. */
export const fourCc = (b: Uint8Array, at: number): string => latin1(b, at, at + 4);
