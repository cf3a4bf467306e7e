import { has, latin1, u32le } from '../../reading/bytes.js';
import type { Allowance } from '../../reading/file-view.js';

const id3v1Bytes = 128;
const enhancedId3v1Bytes = 227;
/** Lyrics3 v1 states no size; its text has at most 5,100 bytes. */
const lyricsReach = 5200;

/** Length of the ID3v2 tag at `at` with header and footer, 0 without one (ID3v2.4.0 structure, 3.1 and 3.4). */
export function id3v2Bytes(b: Buffer, at: number): number {
  if (!has(b, at, 'ID3') && !has(b, at, '3DI')) return 0;
  const [version = 0, , flags = 0] = b.subarray(at + 3, at + 6);
  if (version < 2 || version > 4 || (flags & 0x0f) !== 0) return 0;
  let size = 0;
  for (const byte of b.subarray(at + 6, at + 10)) {
    if (byte > 0x7f) return 0;
    size = size * 128 + byte;
  }
  return 10 + size + (flags & 0x10 ? 10 : 0);
}

/**
 * Where the tags at the end of a sound file begin: ID3v1, APE, Lyrics3 and ID3v2 with a footer, in any order, each
 * found by its last bytes. Without any it is the end of the file.
 */
export async function startOfTags(steps: Allowance, sizeBytes: number): Promise<number> {
  let start = sizeBytes;
  for (let tags = 0; tags < 6; tags++) {
    const from = Math.max(0, start - enhancedId3v1Bytes - id3v1Bytes);
    const before = await steps.bytes(from, start - from);
    const length = before ? ((await lyricsBytes(steps, before, start)) ?? tagBytes(before)) : 0;
    if (length === 0 || length > start) break;
    start -= length;
  }
  return start;
}

function tagBytes(before: Buffer): number {
  const end = before.length;
  if (has(before, end - id3v1Bytes, 'TAG')) {
    const enhanced = has(before, end - id3v1Bytes - enhancedId3v1Bytes, 'TAG+');
    return id3v1Bytes + (enhanced ? enhancedId3v1Bytes : 0);
  }
  if (has(before, end - 32, 'APETAGEX')) {
    // APEv2, "APE Tags Header": the size counts the footer but not the header, whose presence is bit 31.
    const hasHeader = (u32le(before, end - 12) & 0x80000000) !== 0;
    return u32le(before, end - 20) + (hasHeader ? 32 : 0);
  }
  return has(before, end - 10, '3DI') ? id3v2Bytes(before, end - 10) : 0;
}

/** Lyrics3 v2: six digits and `LYRICS200`; v1: `LYRICSEND` and a search for the beginning. */
async function lyricsBytes(steps: Allowance, before: Buffer, end: number): Promise<number | undefined> {
  if (has(before, before.length - 9, 'LYRICS200')) {
    const digits = latin1(before, before.length - 15, before.length - 9);
    return /^\d{6}$/.test(digits) ? Number(digits) + 15 : 0;
  }
  if (!has(before, before.length - 9, 'LYRICSEND')) return undefined;
  const from = Math.max(0, end - lyricsReach);
  const reach = await steps.bytes(from, end - from);
  const begin = reach?.lastIndexOf('LYRICSBEGIN', undefined, 'latin1') ?? -1;
  return begin < 0 ? 0 : end - from - begin;
}
