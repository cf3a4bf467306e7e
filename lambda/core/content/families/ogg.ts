import { has, u32le } from '../bytes.js';
import type { FileView } from '../file-view.js';
import type { Findings } from '../finding.js';
import type { Anatomy, FormatFamily, Region } from '../format.js';

const headerBytes = 27;

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

  recognise: (head) => (pageBytes(head, 0) > 0 ? 'application/ogg' : undefined),

  examine: (file, _type, findings): Anatomy => ({
    freeForm: commentPage(file.head),
    ...endOfPages(file, findings),
  }),
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

/** A page has at most 65,307 bytes, so the last one begins in a tail of 64 KiB; its CRC tells it from chance. */
function endOfPages({ tail, tailOffset, sizeBytes }: FileView, findings: Findings): { end?: number } {
  for (let tries = 0, at = tail.lastIndexOf('OggS'); at >= 0 && tries < 64; tries++) {
    const bytes = pageBytes(tail, at);
    if (bytes > 0 && at + bytes > tail.length) {
      findings.warn('truncated', tailOffset + at, 'the last page is not whole');
      return { end: sizeBytes };
    }
    if (bytes > 0 && isWholePage(tail, at, bytes)) return { end: tailOffset + at + bytes };
    at = at === 0 ? -1 : tail.lastIndexOf('OggS', at - 1);
  }
  findings.refuse('ending-missing', tailOffset, 'no Ogg page');
  return {};
}
