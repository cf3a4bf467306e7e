import { has, latin1, u16be, u32be } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily, Region } from '../../evidence/format.js';

/** Where the blocks of free content are stated: metadata (compressed XML) and private data. */
const freeBlocks: Readonly<Record<string, readonly [number, number][]>> = {
  'font/woff': [
    [24, 28],
    [36, 40],
  ],
  'font/woff2': [
    [28, 32],
    [40, 44],
  ],
};

const headerBytesOf: Readonly<Record<string, number>> = { 'font/woff': 44, 'font/woff2': 48 };

/** WOFF 1.0, "Table Directory": a name, then an offset behind the directory and two lengths. */
function isWoffDirectory(head: Buffer): boolean {
  const directoryEnd = 44 + 20 * u16be(head, 12);
  const [offset, packed, length] = [u32be(head, 48), u32be(head, 52), u32be(head, 56)];
  const isInside = offset >= directoryEnd && offset + packed <= u32be(head, 8);
  return /^[\x20-\x7e]{4}$/.test(latin1(head, 44, 48)) && isInside && packed <= length;
}

/** No font has longer directories than the head holds. */
function isWoff2Directory(head: Buffer): boolean {
  const end = woff2DirectoryEnd(head);
  if (end === undefined) return false;
  const dataEnd = end + u32be(head, 20);
  const next = u32be(head, 28) || u32be(head, 40) || u32be(head, 8);
  return next >= dataEnd && next - dataEnd < 4;
}

/** WOFF 2.0, "Table directory format" and "Collection directory format". */
function woff2DirectoryEnd(head: Buffer): number | undefined {
  let at = 48;
  const kinds = new Set<number>();
  for (let table = u16be(head, 12); table > 0; table--) {
    const flags = head[at];
    if (flags === undefined) return undefined;
    const kind = flags & 0x3f;
    const version = flags >> 6;
    // A collection has tables of a kind for each of its fonts.
    if (kind !== 0x3f && kinds.has(kind) && !has(head, 4, 'ttcf')) return undefined;
    kinds.add(kind);
    at += kind === 0x3f ? 5 : 1;
    // Of glyf and loca, version 3 is the one without a transform; of all others it is 0.
    const isTransformed = kind === 10 || kind === 11 ? version !== 3 : version !== 0;
    for (let number = isTransformed ? 2 : 1; number > 0; number--) at += base128Bytes(head, at);
  }
  if (!has(head, 4, 'ttcf')) return at;
  at += 4;
  let fonts = head[at] ?? 0;
  at += 1;
  for (; fonts > 0; fonts--) {
    const tables = head[at] ?? 0;
    at += 1 + 4 + tables;
  }
  return at;
}

/** "UIntBase128": seven bits a byte, five bytes at most. */
function base128Bytes(head: Buffer, at: number): number {
  let bytes = 1;
  while (bytes < 5 && ((head[at + bytes - 1] ?? 0) & 0x80) !== 0) bytes++;
  return bytes;
}

/** Fonts for the web (W3C WOFF 1.0 and 2.0, section "WOFF Header"), which state their length. */
export const woff: FormatFamily = {
  name: 'woff',
  unit: 'a directory of tables',

  recognise(head) {
    if (u16be(head, 12) === 0 || u16be(head, 14) !== 0) return undefined;
    if (has(head, 0, 'wOF2')) return 'font/woff2';
    return has(head, 0, 'wOFF') ? 'font/woff' : undefined;
  },

  examine({ head, sizeBytes }, type, findings): Anatomy {
    const stated = u32be(head, 8);
    if (stated < 44) findings.refuse('structure-broken', 8, `the font states a length of ${stated} bytes`);
    if (stated > sizeBytes) findings.warn('truncated', sizeBytes, `${stated} bytes are stated`);
    const freeForm = (freeBlocks[type] ?? []).map(([offset, length]): Region => ({
      start: u32be(head, offset),
      end: u32be(head, offset) + u32be(head, length),
    }));
    const hasTables = type === 'font/woff2' ? isWoff2Directory(head) : isWoffDirectory(head);
    return {
      unitAt: hasTables ? headerBytesOf[type] : undefined,
      end: Math.min(stated, sizeBytes),
      freeForm,
    };
  },
};
