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

/** Tables that every font has (ISO/IEC 14496-22, "Required tables"); fonts of bitmaps alone have another header. */
const required = /^(?:head|bhed|maxp|cmap)$/;
/** Of them in a subset, which may lack one. */
const leastRequired = 2;
const mostTables = 200;
/** The font's header has one length in all of them (ISO/IEC 14496-22, "head"). */
const headers = new Set(['head', 'bhed']);
const headerTableBytes = 54;
const headerKind = 1;

/** WOFF 1.0, "Table Directory": names, each with an offset behind the directory and two lengths. */
function isWoffDirectory(head: Buffer): boolean {
  const tables = u16be(head, 12);
  const directoryEnd = 44 + 20 * tables;
  let found = 0;
  for (let at = 44; at < Math.min(directoryEnd, 44 + 20 * mostTables); at += 20) {
    const [offset, packed, length] = [u32be(head, at + 4), u32be(head, at + 8), u32be(head, at + 12)];
    const name = latin1(head, at, at + 4);
    const isInside = offset >= directoryEnd && offset + packed <= u32be(head, 8);
    if (!/^[\x20-\x7e]{4}$/.test(name) || !isInside || packed > length) return false;
    if (headers.has(name) && length !== headerTableBytes) return false;
    if (required.test(name)) found++;
  }
  return found >= leastRequired;
}

/** Of the known tags, which have numbers: cmap, head, maxp (WOFF 2.0, "Known Table Tags"). */
const requiredKinds = [0, 1, 4];

/** Versions of tables that may be transformed, without and with it: hmtx, glyf and loca (WOFF 2.0, "Table directory format"). */
const transformsOf: ReadonlyMap<number, readonly [plain: number, transformed: number]> = new Map([
  [3, [0, 1]],
  [10, [3, 0]],
  [11, [3, 0]],
]);

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
    if (kind === headerKind && head[at] !== headerTableBytes) return undefined;
    const [plain, transformed] = transformsOf.get(kind) ?? [0, undefined];
    const isTransformed = version === transformed;
    if (!isTransformed && version !== plain) return undefined;
    for (let number = isTransformed ? 2 : 1; number > 0; number--) at += base128Bytes(head, at);
  }
  if (requiredKinds.filter((kind) => kinds.has(kind)).length < leastRequired) return undefined;
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
