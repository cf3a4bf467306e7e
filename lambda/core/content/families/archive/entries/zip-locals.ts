import { has, u16le, u32le, u64le } from '../../../reading/bytes.js';
import type { FileView } from '../../../reading/file-view.js';
import type { Findings } from '../../../evidence/finding.js';
import { wideSizes, type ZipDirectory, type ZipEntry } from './zip-directory.js';
import { extraFault, unicodeNameFault } from './zip-extra.js';

/** APPNOTE.TXT 4.4.4: encrypted; sizes stand behind the data; the local header is masked. */
const flag = { encrypted: 0x0001, described: 0x0008, masked: 0x2000 };
const headerBytes = 30;
const full = 0xffffffff;

/**
 * Readers start from the directory or from the first entry on, so each local header has to say the same as the directory
 * (4.3.7, 4.3.12), and nothing may stand between entries that only one of them sees. Headers in bytes that were read for
 * other reasons are compared: of a short archive, and at `full`, all.
 */
export function judgeLocals(file: FileView, directory: ZipDirectory, findings: Findings): void {
  const { entries, start, shift, readWhole } = directory;
  const byOffset = [...entries].sort((a, b) => a.offset - b.offset);
  byOffset.forEach((entry, i) => {
    const at = entry.offset + Math.max(0, shift);
    const header = file.cached(at, headerBytes);
    if (!header) return;
    const end = judgeLocal(file, header, at, entry, findings);
    if (end === undefined || !readWhole) return;
    judgeGap(
      file,
      end,
      i + 1 < byOffset.length ? (byOffset[i + 1]?.offset ?? 0) + Math.max(0, shift) : start,
      findings,
    );
  });
}

/** Where the entry ends by its own header; `undefined` if that can't be said. */
function judgeLocal(
  file: FileView,
  header: Buffer,
  at: number,
  entry: ZipEntry,
  findings: Findings,
): number | undefined {
  const mismatch = (seen: string) => findings.refuse('archive-mismatch', at, seen);
  if (!has(header, 0, 'PK\x03\x04')) {
    mismatch('no entry begins where the directory says');
    return undefined;
  }
  const flags = u16le(header, 6);
  if (((flags | entry.flags) & flag.masked) !== 0) return undefined;
  const nameLength = u16le(header, 26);
  const variable = file.cached(at + headerBytes, nameLength + u16le(header, 28));
  if (!variable) return undefined;
  const extra = variable.subarray(nameLength);
  if (!isSameName(variable.subarray(0, nameLength), entry.nameBytes)) mismatch('its name');
  if (u16le(header, 8) !== entry.method) mismatch('how it is packed');
  if (((flags ^ entry.flags) & flag.encrypted) !== 0) mismatch('whether it is encrypted');
  if (u32le(header, 10) !== entry.time)
    findings.warn('structure-odd', at, 'the archive states two times of an entry');
  for (const field of [extra, entry.extra]) {
    const fault = extraFault(field) ?? unicodeNameFault(field, entry.nameBytes);
    if (fault !== undefined) mismatch(fault);
  }
  const dataAt = at + headerBytes + variable.length;
  judgeNumbers(header, extra, entry, (flags & flag.described) !== 0, mismatch);
  const dataEnd = dataAt + entry.compressedBytes;
  if ((flags & flag.described) === 0) return dataEnd;
  const descriptor = file.cached(dataEnd, Math.min(24, file.sizeBytes - dataEnd));
  const length = descriptor && descriptorBytes(descriptor, entry);
  if (length === 0) mismatch('its sizes or checksum behind its data');
  return length === undefined || length === 0 ? undefined : dataEnd + length;
}

/** 4.4.17.1: slashes; some writers use backslashes in one of the two places. */
const isSameName = (local: Buffer, stated: Buffer): boolean =>
  local.length === stated.length &&
  local.every((byte, i) => byte === stated[i] || (isSlash(byte) && isSlash(stated[i])));
const isSlash = (byte: number | undefined): boolean => byte === 0x2f || byte === 0x5c;

/** Zeros where the numbers stand behind the data; writers without that flag leave zeros too, all three. */
function judgeNumbers(
  header: Buffer,
  extra: Buffer,
  entry: ZipEntry,
  isDescribed: boolean,
  mismatch: (seen: string) => void,
): void {
  const [bytes, compressedBytes] = wideSizes([u32le(header, 22), u32le(header, 18), 0], extra);
  const crc = u32le(header, 14);
  const isLeftOut = bytes === 0 && compressedBytes === 0 && crc === 0;
  // Writers of streams fill the fields of ZIP64 with ones and write them behind the data as well.
  const isOpen = isDescribed && (isLeftOut || u32le(header, 18) === full);
  if (entry.method === 0 && !entry.encrypted && entry.bytes !== entry.compressedBytes)
    mismatch('a size of what is not packed');
  if (isOpen || (isLeftOut && entry.bytes === 0)) return;
  if (isDescribed) {
    // Each of them may be left out.
    if (crc !== 0 && crc !== entry.crc) mismatch('its checksum');
    if (bytes !== 0 && bytes !== entry.bytes) mismatch('its size');
    if (compressedBytes !== 0 && compressedBytes !== entry.compressedBytes) mismatch('its packed size');
    return;
  }
  if (crc !== entry.crc) mismatch('its checksum');
  if (bytes !== entry.bytes) mismatch('its size');
  if (compressedBytes !== entry.compressedBytes) mismatch('its packed size');
}

/** 4.3.9: a mark or none, the checksum, and two sizes of four or eight bytes; 0 where none fits the directory. */
function descriptorBytes(b: Buffer, { crc, bytes, compressedBytes }: ZipEntry): number {
  for (const at of has(b, 0, 'PK\x07\x08') ? [4, 0] : [0]) {
    if (u32le(b, at) !== crc) continue;
    if (b.length >= at + 12 && u32le(b, at + 4) === compressedBytes && u32le(b, at + 8) === bytes)
      return at + 12;
    if (b.length >= at + 20 && u64le(b, at + 4) === compressedBytes && u64le(b, at + 12) === bytes)
      return at + 20;
  }
  return 0;
}

/** Padding harms nobody; an entry that the directory does not have is seen by one reader only. */
function judgeGap(file: FileView, from: number, to: number, findings: Findings): void {
  // What begins behind the end of the file is no gap, and has a finding of its own.
  if (to <= from || to > file.sizeBytes) return;
  const gap = file.cached(from, to - from);
  if (gap?.includes('PK\x03\x04'))
    findings.refuse('archive-mismatch', from, 'one that its directory does not have');
  else findings.warn('archive-gap', from, to - from);
}
