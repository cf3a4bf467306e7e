import { u16be, u16le, u32be, u32le } from '../../reading/bytes.js';
import { judgeArchiveAtEnd } from '../../evidence/archive-at-end.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const sectionStart = 0x0a0d0d0a;
const byteOrder = 0x1a2b3c4d;
/** Section 10.1: interfaces, packets, names, statistics, secrets, and those of one's own. */
const blockTypes = new Set([1, 2, 3, 4, 5, 6, 9, 10, 0xbad, 0x40000bad, sectionStart]);
const mostBlocks = 64 * 1024;

/** Captures of a network (IETF, draft-ietf-opsawg-pcapng): blocks that state their length at both ends. */
export const pcapng: FormatFamily = {
  name: 'pcapng',
  unit: 'a section header that states its length twice',
  recognise: (head) =>
    u32be(head, 0) === sectionStart && [u32le(head, 8), u32be(head, 8)].includes(byteOrder)
      ? 'application/x-pcapng'
      : undefined,

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head, tail, sizeBytes } = file;
    const isLittle = u32le(head, 8) === byteOrder;
    const [u16, u32] = isLittle ? [u16le, u32le] : [u16be, u32be];
    const isVersion = u16(head, 12) === 1 && u16(head, 14) <= 2;
    const isBlock = (length: number) => length >= 12 && length % 4 === 0;
    const length = u32(head, 4);
    if (!isVersion || !isBlock(length) || length > head.length || u32(head, length - 4) !== length)
      return { unitAt: undefined };
    judgeArchiveAtEnd(file, findings);
    const proven = { unitAt: 0, scan: 'after-end', headerBytes: Math.min(length, 4096) } as const;
    const steps = file.allowance(4);
    let at = 0;
    for (let blocks = 0; blocks < mostBlocks && at + 12 <= sizeBytes; blocks++) {
      const block = await steps.bytes(at, 8);
      if (!block) break;
      const bytes = u32(block, 4);
      if (!isBlock(bytes)) return { ...proven, end: at };
      if (at + bytes > sizeBytes && blockTypes.has(u32(block, 0))) {
        findings.warn('truncated', at, 'its last block is cut');
        return { ...proven, end: sizeBytes };
      }
      const closing = at + bytes > sizeBytes ? Buffer.alloc(4) : await steps.bytes(at + bytes - 4, 4);
      if (!closing) break;
      if (u32(closing, 0) !== bytes) return { ...proven, end: at };
      at += bytes;
    }
    if (at + 12 > sizeBytes) return { ...proven, end: at };
    // The last block leads to where it begins.
    const last = u32(tail, tail.length - 4);
    const begins = isBlock(last) && last < sizeBytes ? await file.bytes(sizeBytes - last, 8) : undefined;
    if (!begins || u32(begins, 4) !== last)
      findings.refuse('ending-missing', file.tailOffset, 'no block leads to its end');
    return { ...proven, end: sizeBytes };
  },
};
