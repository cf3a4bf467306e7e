import { has, u16be, u32le } from '../../reading/bytes.js';
import { crc32 } from '../../reading/crc32.js';
import type { Allowance as Steps, FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { judgeExpansion } from './entries/expansion.js';

const mark = '\xfd7zXZ\0';
const headerBytes = 12;
const footerBytes = 12;
/** A record of it takes some six bytes: enough for a hundred thousand blocks. */
const indexCap = 1024 * 1024;
/** Zeros between and behind streams; section 2.2 sets no bound. */
const longestPadding = 256 * 1024;
const shortPadding = 512;
/** Streams in one file, and marks in the tail that look like the footer of one. */
const streamTries = 64;

/** xz (The .xz File Format 1.2.1): streams of blocks, each with an index that says how long it is. */
export const xz: FormatFamily = {
  name: 'xz',
  unit: 'a block or an index',

  recognise(head) {
    return has(head, 0, mark) && head[6] === 0 && (head[7] ?? 0xff) < 0x10 ? 'application/x-xz' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const end = await lastStreamEnd(file, findings);
    if (end !== undefined) return { unitAt: headerBytes, end };
    const unitAt = isBlockHeader(file.head, headerBytes) ? headerBytes : undefined;
    if (file.isWhole) findings.warn('truncated', file.sizeBytes, 'no footer of an xz stream');
    else findings.refuse('ending-missing', file.tailOffset, 'no footer of an xz stream that begins in it');
    return { unitAt };
  },
};

/** Section 3.1: its size in units of four bytes, and a checksum at its end. */
function isBlockHeader(head: Buffer, at: number): boolean {
  const end = at + ((head[at] ?? 0) + 1) * 4;
  return (
    (head[at] ?? 0) > 0 && end <= head.length && crc32(head.subarray(at, end - 4)) === u32le(head, end - 4)
  );
}

/** The last footer whose index leads back to the beginning of a stream: a footer that was copied there doesn't. */
async function lastStreamEnd(file: FileView, findings: Findings): Promise<number | undefined> {
  const steps = file.allowance(6);
  const { tail, tailOffset } = await closingBytes(file, steps);
  let tries = 0;
  for (let at = tail.lastIndexOf('YZ'); at >= 10 && tries < streamTries; tries++) {
    const footer = tail.subarray(at - 10, at + 2);
    const end = tailOffset + at + 2;
    const stream = isFooter(footer) ? await streamOf(footer, end, steps) : undefined;
    if (stream && (await beginsRightly(stream.start, steps))) {
      judgeExpansion(stream.unpackedBytes, end - stream.start, stream.start, findings);
      return paddedEnd(tail, at + 2) + tailOffset;
    }
    at = at === 0 ? -1 : tail.lastIndexOf('YZ', at - 1);
  }
  return undefined;
}

/** The tail, or more where padding fills it. */
async function closingBytes(file: FileView, steps: Steps): Promise<{ tail: Buffer; tailOffset: number }> {
  const { tail, tailOffset, sizeBytes } = file;
  if (tail.some((byte) => byte !== 0)) return { tail, tailOffset };
  const from = Math.max(0, sizeBytes - longestPadding - indexCap / 16);
  const more = await steps.bytes(from, sizeBytes - from);
  return more ? { tail: more, tailOffset: from } : { tail, tailOffset };
}

/** A stream begins the file, or stands behind another one and its padding. */
async function beginsRightly(start: number, steps: Steps): Promise<boolean> {
  if (!has((await steps.bytes(start, 6)) ?? Buffer.alloc(0), 0, mark)) return false;
  if (start === 0) return true;
  for (const padding of [shortPadding, longestPadding]) {
    const from = Math.max(0, start - footerBytes - padding);
    const before = (await steps.bytes(from, start - from)) ?? Buffer.alloc(0);
    let end = before.length;
    while (end > 0 && before[end - 1] === 0) end--;
    if (end >= footerBytes)
      return has(before, end - 2, 'YZ') && isFooter(before.subarray(end - footerBytes, end));
  }
  return false;
}

/** Section 2.1.2: checksum, backward size, flags, `YZ`. */
const isFooter = (footer: Buffer): boolean =>
  u16be(footer, 8) < 0x10 && crc32(footer.subarray(4, 10)) === u32le(footer, 0);

/** Where the stream began and what it unpacks to, by its index (section 4). */
async function streamOf(
  footer: Buffer,
  end: number,
  steps: Steps,
): Promise<{ start: number; unpackedBytes: number } | undefined> {
  const indexBytes = (u32le(footer, 4) + 1) * 4;
  const indexStart = end - footerBytes - indexBytes;
  if (indexBytes > indexCap || indexStart < headerBytes) return undefined;
  const index = await steps.bytes(indexStart, indexBytes);
  if (!index || index[0] !== 0 || crc32(index.subarray(0, -4)) !== u32le(index, indexBytes - 4))
    return undefined;
  const fields = new Multibytes(index, 1);
  let packed = 0;
  let unpackedBytes = 0;
  // Each record takes two bytes at least.
  for (let records = Math.min(fields.next(), indexBytes / 2); records > 0; records--) {
    packed += Math.ceil(fields.next() / 4) * 4;
    unpackedBytes += fields.next();
  }
  const start = indexStart - packed - headerBytes;
  return start < 0 ? undefined : { start, unpackedBytes };
}

/** Section 2.2, "Stream Padding": zeros, a multiple of four bytes. */
function paddedEnd(tail: Buffer, from: number): number {
  let at = from;
  while (at < tail.length && tail[at] === 0) at++;
  const padding = at - from;
  return padding <= longestPadding ? from + (padding & ~3) : from;
}

/** Section 1.2, "Multibyte Integer": seven bits a byte, the lowest first. */
class Multibytes {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  next(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 63; scale *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    return value;
  }
}
