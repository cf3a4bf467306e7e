import { has, latin1, u16le, u32le, u64le } from '../../../reading/bytes.js';
import type { FileView } from '../../../reading/file-view.js';
import type { Findings } from '../../../evidence/finding.js';

/** The end record with the longest comment (APPNOTE.TXT 4.3.16). */
const endRecordReach = 22 + 0xffff;
/** Ten thousand entries or so. */
const directoryCap = 1024 * 1024;

export interface ZipEntry {
  /** Characters of one byte each, with slashes for backslashes, which some writers of Windows use. */
  readonly name: string;
  /** The name as it is stored. */
  readonly nameBytes: Buffer;
  /** APPNOTE.TXT 4.4.4. */
  readonly flags: number;
  readonly method: number;
  readonly encrypted: boolean;
  /** Date and time of MS-DOS, as they are stored. */
  readonly time: number;
  readonly crc: number;
  /** Of Unix, where the entry comes from there: kind and rights; else 0. */
  readonly mode: number;
  readonly extra: Buffer;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Of the local header, as the directory states it (without the archive's shift). */
  readonly offset: number;
  readonly nameLength: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** How many entries the end record states; more than were read when the directory exceeds 1 MiB. */
  readonly statedEntries: number;
  readonly readWhole: boolean;
  /** Where the central directory begins in the file. */
  readonly start: number;
  /** By how many bytes all stated offsets are off: something stands before the archive. */
  readonly shift: number;
  /** Behind the end record and its comment. */
  readonly end: number;
  readonly commentStart: number;
  /** Between directory and end record, where a signature may stand. */
  readonly room: Buffer;
  readonly roomStart: number;
}

/** Reads the central directory, from which every reader of ZIP files starts. */
export async function readDirectory(file: FileView, findings: Findings): Promise<ZipDirectory | undefined> {
  const record = await findEndRecord(file);
  if (!record) {
    findings.refuse('archive-directory', file.tailOffset, 'no end record');
    return undefined;
  }
  const size = await directorySize(file, record, findings);
  const byEnd = size.recordStart - size.bytes;
  // A signed or padded archive may leave room between directory and end record.
  const roomBehind = byEnd - size.offset;
  const startsAsStated =
    roomBehind > 0 && roomBehind < 4096 && has(await file.bytes(size.offset, 4), 0, 'PK\x01\x02');
  const start = startsAsStated ? size.offset : byEnd;
  const bytes = start < 0 ? Buffer.alloc(0) : await file.bytes(start, Math.min(size.bytes, directoryCap));
  const { entries, end: parsedBytes } = parseEntries(bytes);
  if (entries.length === 0 && size.entries > 0) {
    findings.refuse('archive-directory', Math.max(0, start), 'its entries are not where the end record says');
    return undefined;
  }
  const directoryIsWhole = size.bytes <= directoryCap;
  // Writers without ZIP64 let the count run over at 65,536.
  if (directoryIsWhole && (entries.length & 0xffff) !== (size.entries & 0xffff)) {
    findings.refuse(
      'archive-directory',
      start,
      `${size.entries} entries are stated, ${entries.length} are there`,
    );
  }
  if (directoryIsWhole && !isParsedWhole(bytes, parsedBytes))
    findings.refuse('archive-directory', start + parsedBytes, 'its length is not that of its entries');
  return {
    entries,
    statedEntries: size.entries,
    readWhole: entries.length >= size.entries,
    start,
    shift: start - size.offset,
    end: record.at + 22 + record.commentLength,
    commentStart: record.at + 22,
    room: startsAsStated ? await file.bytes(start + size.bytes, roomBehind) : Buffer.alloc(0),
    roomStart: start + size.bytes,
  };
}

interface EndRecord {
  readonly at: number;
  readonly bytes: Buffer;
  readonly commentLength: number;
}

async function findEndRecord(file: FileView): Promise<EndRecord | undefined> {
  const inTail = searchEndRecord(file.tail, file.tailOffset, file.sizeBytes);
  if (inTail || file.isWhole) return inTail;
  const from = Math.max(0, file.sizeBytes - endRecordReach);
  return searchEndRecord(await file.bytes(from, file.sizeBytes - from), from, file.sizeBytes);
}

function searchEndRecord(bytes: Buffer, base: number, sizeBytes: number): EndRecord | undefined {
  let tries = 0;
  for (let at = bytes.lastIndexOf('PK\x05\x06'); at >= 0 && tries < 256; tries++) {
    const commentLength = u16le(bytes, at + 20);
    const fits = at + 22 + commentLength <= bytes.length && u32le(bytes, at + 12) <= sizeBytes;
    if (fits || u32le(bytes, at + 12) === 0xffffffff) {
      return { at: base + at, bytes: bytes.subarray(Math.max(0, at - 20), at + 22), commentLength };
    }
    at = at === 0 ? -1 : bytes.lastIndexOf('PK\x05\x06', at - 1);
  }
  return undefined;
}

interface DirectorySize {
  readonly entries: number;
  readonly bytes: number;
  readonly offset: number;
  /** Where the end record (of ZIP64, if there is one) begins. */
  readonly recordStart: number;
}

async function directorySize(
  file: FileView,
  { at, bytes }: EndRecord,
  findings: Findings,
): Promise<DirectorySize> {
  const record = bytes.subarray(-22);
  const locator = bytes.subarray(0, -22);
  if (has(locator, 0, 'PK\x06\x07')) {
    const recordStart = u64le(locator, 8);
    const wide = await file.bytes(recordStart, 56);
    if (has(wide, 0, 'PK\x06\x06')) {
      judgeWideRecord(wide, record, at - 20 - recordStart, at, findings);
      return { entries: u64le(wide, 32), bytes: u64le(wide, 40), offset: u64le(wide, 48), recordStart };
    }
  }
  return { entries: u16le(record, 10), bytes: u32le(record, 12), offset: u32le(record, 16), recordStart: at };
}

/**
 * The record of ZIP64 reaches up to its locator (APPNOTE.TXT 4.3.14.1), and what the older record has room for is the same
 * in both (4.4.1.4): readers without ZIP64 use that one.
 */
function judgeWideRecord(wide: Buffer, record: Buffer, room: number, at: number, findings: Findings): void {
  const fields: readonly [number, number, number][] = [
    [u64le(wide, 32), u16le(record, 10), 0xffff],
    [u64le(wide, 40), u32le(record, 12), 0xffffffff],
    [u64le(wide, 48), u32le(record, 16), 0xffffffff],
  ];
  if (fields.some(([long, short, full]) => short !== full && short !== long))
    findings.refuse('archive-directory', at, 'its two end records contradict one another');
  if (12 + u64le(wide, 4) !== room)
    findings.refuse('archive-directory', at, 'its end record of ZIP64 does not reach up to what leads to it');
}

/** A signature may stand behind the entries (APPNOTE.TXT 4.3.13). */
const isParsedWhole = (bytes: Buffer, end: number): boolean =>
  end === bytes.length || (end < bytes.length && has(bytes, end, 'PK\x05\x05'));

/** Unix and macOS (APPNOTE.TXT 4.4.2.2), which keep kind and rights of a file in the upper half of its attributes. */
const unixHosts = [3, 19];

function parseEntries(bytes: Buffer): { entries: ZipEntry[]; end: number } {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (has(bytes, at, 'PK\x01\x02') && at + 46 <= bytes.length) {
    const nameLength = u16le(bytes, at + 28);
    const extraLength = u16le(bytes, at + 30);
    const extra = at + 46 + nameLength;
    if (extra > bytes.length) break;
    const extraField = bytes.subarray(extra, extra + extraLength);
    const [size, compressedBytes, offset] = wideSizes(
      [u32le(bytes, at + 24), u32le(bytes, at + 20), u32le(bytes, at + 42)],
      extraField,
    );
    entries.push({
      name: latin1(bytes, at + 46, extra).replaceAll('\\', '/'),
      nameBytes: bytes.subarray(at + 46, extra),
      flags: u16le(bytes, at + 8),
      time: u32le(bytes, at + 12),
      crc: u32le(bytes, at + 16),
      mode: unixHosts.includes(bytes[at + 5] ?? 0) ? u16le(bytes, at + 40) : 0,
      extra: extraField,
      method: u16le(bytes, at + 10),
      encrypted: (u16le(bytes, at + 8) & 1) !== 0,
      bytes: size,
      compressedBytes,
      offset,
      nameLength,
    });
    at = extra + extraLength + u16le(bytes, at + 32);
  }
  return { entries, end: at };
}

/** Fields of 0xFFFFFFFF stand, in this order, in the ZIP64 extra field (APPNOTE.TXT 4.5.3). */
export function wideSizes(sizes: [number, number, number], extra: Buffer): [number, number, number] {
  if (!sizes.includes(0xffffffff)) return sizes;
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16le(extra, at + 2)) {
    if (u16le(extra, at) !== 1) continue;
    let field = at + 4;
    const wide = sizes.map((size) => {
      if (size !== 0xffffffff) return size;
      field += 8;
      return u64le(extra, field - 8);
    });
    return wide as [number, number, number];
  }
  return sizes;
}
