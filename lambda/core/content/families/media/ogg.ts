import { has, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily, Region } from '../../evidence/format.js';

const headerBytes = 27;
/** Header, 255 segments' lengths, and 255 segments of 255 bytes (section 6). */
const mostPageBytes = 27 + 255 + 255 * 255;
/** Less than this at the beginning of the tail is what most pages leave there. */
const shortGapBytes = 16 * 1024;

/** Generator polynomial 0x04C11DB7, not reflected (RFC 3533, section 6, "CRC checksum"). */
const crcTable = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  crcTable[byte] = crc;
}

/** Ogg (RFC 3533): pages of packets; Opus, Vorbis, FLAC, Speex, Theora. */
export const ogg: FormatFamily = {
  name: 'ogg',
  unit: 'a page with its checksum',

  recognise: (head) => (pageBytes(head, 0) > 0 ? 'application/ogg' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const first = pageBytes(file.head, 0);
    const page = await file.bytes(0, first);
    const unitAt = page.length === first && isWholePage(page, 0, first) ? 0 : undefined;
    if (unitAt === undefined) return { unitAt };
    return {
      unitAt,
      freeForm: commentPage(file.head),
      middle: { from: 0, fits: isRowOfPages },
      ...(await endOfPages(file, findings)),
    };
  },
};

/** Length of the page at `at`, 0 if there is none; a page that is cut in its table of segments has the rest. */
function pageBytes(b: Buffer, at: number): number {
  if (!has(b, at, 'OggS\0') || (b[at + 5] ?? 8) > 7 || at + headerBytes > b.length) return 0;
  const segments = b[at + 26] as number;
  let bytes = headerBytes + segments;
  for (const length of b.subarray(at + headerBytes, at + headerBytes + segments)) bytes += length;
  return bytes;
}

/** The second page begins with the comments, which may hold pictures. */
function commentPage(head: Buffer): Region[] {
  const start = pageBytes(head, 0);
  const bytes = pageBytes(head, start);
  return bytes > 0 ? [{ start, end: start + bytes }] : [];
}

function isWholePage(b: Buffer, at: number, bytes: number): boolean {
  let crc = 0;
  for (let i = at; i < at + bytes; i++) {
    // The field of the sum itself counts as zeros.
    const byte = i - at >= 22 && i - at < 26 ? 0 : (b[i] as number);
    crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] as number);
  }
  return crc >>> 0 === u32le(b, at + 22);
}

/** Does every page in `bytes` end where the next one begins, or behind them? In a longest page's reach there is one. */
function isRowOfPages(bytes: Buffer): boolean | 'more' {
  let pages = 0;
  for (let at = bytes.indexOf('OggS'); at >= 0; at = bytes.indexOf('OggS', at + 1)) {
    const end = at + pageBytes(bytes, at);
    if (end === at) continue;
    if (end + 4 <= bytes.length && !has(bytes, end, 'OggS')) return false;
    pages++;
  }
  return pages > 0 || (bytes.length <= mostPageBytes && 'more');
}

/** A page has at most 65,307 bytes, so the last one begins in as many; its CRC excludes chance. */
async function endOfPages(file: FileView, findings: Findings): Promise<{ end?: number }> {
  const { sizeBytes } = file;
  const reach = Math.max(file.tail.length, Math.min(sizeBytes, mostPageBytes));
  const tail = await file.bytes(sizeBytes - reach, reach);
  const tailOffset = sizeBytes - reach;
  for (let tries = 0, at = tail.lastIndexOf('OggS'); at >= 0 && tries < 64; tries++) {
    const bytes = pageBytes(tail, at);
    if (bytes > 0 && at + bytes > tail.length) {
      findings.warn('truncated', tailOffset + at, 'the last page is not whole');
      return { end: sizeBytes };
    }
    if (bytes > 0 && isWholePage(tail, at, bytes)) {
      if (await isLedTo(file, tail, tailOffset, at)) return { end: tailOffset + at + bytes };
      findings.refuse('ending-missing', tailOffset, 'no Ogg pages lead to the last one');
      return {};
    }
    at = at === 0 ? -1 : tail.lastIndexOf('OggS', at - 1);
  }
  findings.refuse('ending-missing', tailOffset, 'no Ogg page');
  return {};
}

/** A last page that was copied behind something else has no page in front of it. */
async function isLedTo(file: FileView, tail: Buffer, tailOffset: number, last: number): Promise<boolean> {
  if (tailOffset === 0) return true;
  const first = beginningOfRow(tail, last);
  if (first < shortGapBytes) return true;
  const at = tailOffset + first;
  const from = Math.max(0, at - mostPageBytes);
  const before = await file.bytes(from, at - from);
  return beginningOfRow(before, before.length) < before.length;
}

/** Backwards from page to page, each of which ends where the next one begins. */
function beginningOfRow(bytes: Buffer, from: number): number {
  let first = from;
  for (let at = first; at > 0;) {
    at = bytes.lastIndexOf('OggS', at - 1);
    if (at < 0) break;
    if (at + pageBytes(bytes, at) === first) first = at;
    else if (first - at > mostPageBytes) break;
  }
  return first;
}
