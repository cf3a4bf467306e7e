import { has } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { isBlockHeader } from './bzip2-block.js';

const blockMark = '\x31\x41\x59\x26\x53\x59';
const emptyStream = '\x17\x72\x45\x38\x50\x90';
const endMark = 0x177245385090n;
/** The mark of 48 bits and the checksum of 32 behind it. */
const endBits = 48 + 32;

/** bzip2: streams of blocks that begin at any bit ("bzip2 format specification", 2.2.5: the stream footer). */
export const bzip2: FormatFamily = {
  name: 'bzip2',
  unit: 'a block',

  recognise(head) {
    const isStream = has(head, 0, 'BZh') && (head[3] ?? 0) >= 0x31 && (head[3] ?? 0) <= 0x39;
    const isEmpty = has(head, 4, emptyStream);
    return isStream && (has(head, 4, blockMark) || isEmpty) ? 'application/x-bzip2' : undefined;
  },

  examine(file, _type, findings): Anatomy {
    const unitAt = firstBlock(file);
    const end = lastStreamEnd(file);
    // Blocks are longer than the tail, so none leads to the footer, which could have been copied there.
    if (end !== undefined) return { unitAt, end, isOpenEnded: true };
    if (file.isWhole) findings.warn('truncated', file.sizeBytes, 'no end of a bzip2 stream');
    else findings.refuse('ending-missing', file.tailOffset, 'no end of a bzip2 stream');
    return { unitAt };
  },
};

function firstBlock({ head, work }: FileView): number | undefined {
  if (has(head, 4, emptyStream)) return 4;
  const blockBytes = ((head[3] ?? 0x30) - 0x30) * 100_000;
  return isBlockHeader(head, 4, blockBytes, work) ? 4 : undefined;
}

/** Parallel compressors write stream after stream: an end that no other stream follows is the end of the file. */
function lastStreamEnd({ tail, tailOffset }: FileView): number | undefined {
  const ends = streamEnds(tail);
  const last = ends.find((end) => !has(tail, end, 'BZh')) ?? ends.at(-1);
  return last === undefined ? undefined : tailOffset + last;
}

/** Where streams end in `bytes`: behind each footer, rounded up to a whole byte; in rising order. */
function streamEnds(bytes: Buffer): number[] {
  const ends: number[] = [];
  for (let shift = 0; shift < 8; shift++) {
    // Five bytes in the middle don't depend on what stands in front of the footer.
    const middle = middleBytes(shift);
    for (let at = bytes.indexOf(middle); at >= 0; at = bytes.indexOf(middle, at + 1)) {
      const start = shift === 0 ? at : at - 1;
      if (start >= 0 && footerAt(bytes, start, shift)) ends.push(start + Math.ceil((shift + endBits) / 8));
    }
  }
  return ends.filter((end) => end <= bytes.length).sort((a, b) => a - b);
}

function middleBytes(shift: number): Buffer {
  const seven = Buffer.alloc(8);
  seven.writeBigUInt64BE(endMark << BigInt(16 - shift));
  return shift === 0 ? seven.subarray(0, 6) : seven.subarray(1, 6);
}

function footerAt(bytes: Buffer, start: number, shift: number): boolean {
  if (start + 8 > bytes.length) return false;
  return ((bytes.readBigUInt64BE(start) << BigInt(shift)) & 0xffff_ffff_ffff_ffffn) >> 16n === endMark;
}
