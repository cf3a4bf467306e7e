import { has, u32le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { xxh32 } from './xxh32.js';

const mark = '\x04\x22\x4d\x18';
const [blockSums, contentSize, contentSum, dictionary] = [0x10, 0x08, 0x04, 0x01];
const mostBlocks = 64 * 1024;

/** LZ4 (LZ4 Frame Format Description 1.6.4): a descriptor with a checksum, then blocks with their lengths. */
export const lz4: FormatFamily = {
  name: 'lz4',
  unit: 'a descriptor with its checksum, and a block',
  recognise: (head) => (has(head, 0, mark) ? 'application/x-lz4' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head, sizeBytes } = file;
    const [flags = 0, kind = 0] = head.subarray(4, 6);
    const start = 7 + (flags & contentSize ? 8 : 0) + (flags & dictionary ? 4 : 0);
    const isDescriptor = flags >> 6 === 1 && (flags & 2) === 0 && (kind & 0x8f) === 0 && kind >> 4 >= 4;
    if (!isDescriptor || ((xxh32(head.subarray(4, start - 1)) >>> 8) & 0xff) !== head[start - 1])
      return { unitAt: undefined };
    // 64 KiB, 256 KiB, 1 MiB or 4 MiB.
    const longest = 2 ** (8 + 2 * (kind >> 4));
    const steps = file.allowance(6);
    let at = start;
    for (let blocks = 0; blocks < mostBlocks && at + 4 <= sizeBytes; blocks++) {
      const field = await steps.bytes(at, 4);
      if (!field) return { unitAt: start, isOpenEnded: true };
      // The highest bit: it is stored as it is.
      const length = u32le(field, 0) & 0x7fffffff;
      if (u32le(field, 0) === 0) return { unitAt: start, end: at + 4 + (flags & contentSum ? 4 : 0) };
      if (length > longest) return { unitAt: blocks > 0 ? start : undefined, end: at };
      at += 4 + length + (flags & blockSums ? 4 : 0);
    }
    if (at > sizeBytes || at === start) {
      findings.warn('truncated', sizeBytes, 'its last block is cut');
      // The descriptor's checksum has eight bits: a length that fits as well leaves chance one in millions.
      return { unitAt: start, end: sizeBytes };
    }
    findings.warn('truncated', sizeBytes, 'no end mark');
    return { unitAt: start, isOpenEnded: true };
  },
};
