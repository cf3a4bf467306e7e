import { has, u16le } from '../bytes.js';
import type { FileView } from '../file-view.js';
import type { Anatomy, FormatFamily } from '../format.js';

const trailer = 0x3b;
const extension = 0x21;
const image = 0x2c;

/** GIF87a and GIF89a (CompuServe GIF89a specification, 15: blocks of at most 255 bytes, closed by an empty one). */
export const gif: FormatFamily = {
  name: 'gif',

  recognise(head) {
    return has(head, 0, 'GIF87a') || has(head, 0, 'GIF89a') ? 'image/gif' : undefined;
  },

  examine(file, _type, findings): Anatomy {
    const { head } = file;
    const anatomy = { width: u16le(head, 6), height: u16le(head, 8), companion: secondGif };
    if (!file.isWhole) {
      const end = endByTail(file);
      if (end !== undefined) return { ...anatomy, end };
      findings.refuse('ending-missing', file.tailOffset, 'no chain of GIF blocks leads to a trailer');
      return anatomy;
    }
    const walk = walkBlocks(head, 13 + colourTableBytes(head[10] ?? 0));
    if (walk.outcome === 'end') return { ...anatomy, end: walk.at };
    if (walk.outcome === 'cut') findings.warn('truncated', walk.at, 'no GIF trailer');
    else findings.warn('structure-odd', walk.at, 'no GIF block where one should begin');
    return anatomy;
  },
};

const secondGif = (trailing: Uint8Array): string | undefined =>
  has(trailing, 0, 'GIF8') ? 'a second GIF image' : undefined;

const colourTableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** The offset behind the sub-blocks that begin at `at`; -1 when the bytes run out first. */
function skipSubBlocks(bytes: Buffer, at: number): number {
  while (at < bytes.length) {
    const length = bytes[at] as number;
    if (length === 0) return at + 1;
    at += 1 + length;
  }
  return -1;
}

function walkBlocks(bytes: Buffer, from: number): { outcome: 'end' | 'cut' | 'odd'; at: number } {
  let at = from;
  // Every step advances, so the buffer's length bounds the loop.
  while (at >= 0 && at < bytes.length) {
    const here = at;
    const introducer = bytes[at];
    if (introducer === trailer) return { outcome: 'end', at: at + 1 };
    if (introducer === extension) at = skipSubBlocks(bytes, at + 2);
    else if (introducer === image) {
      at = skipSubBlocks(bytes, at + 10 + colourTableBytes(bytes[at + 9] ?? 0) + 1);
    } else if (introducer === 0) at++;
    else return { outcome: 'odd', at };
    if (at < 0) return { outcome: 'cut', at: here };
  }
  return { outcome: 'cut', at: bytes.length };
}

/**
 * A long GIF isn't walked whole. Chains of sub-blocks find their way back into step wherever one enters them, so
 * the end on which most of 256 entries into the tail agree is the true one.
 */
function endByTail({ tail, tailOffset }: FileView): number | undefined {
  const votes = new Map<number, number>();
  const known = new Map<number, number>();
  for (let entry = 0; entry < 256; entry++) {
    const block = skipSubBlocks(tail, entry);
    if (block < 0) continue;
    let end = known.get(block);
    if (end === undefined) {
      const walk = walkBlocks(tail, block);
      end = walk.outcome === 'end' ? walk.at : -1;
      known.set(block, end);
    }
    if (end > 0) votes.set(end, (votes.get(end) ?? 0) + 1);
  }
  const best = [...votes].sort((a, b) => b[1] - a[1])[0];
  return best && tailOffset + best[0];
}
