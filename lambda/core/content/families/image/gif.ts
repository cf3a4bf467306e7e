import { has, u16le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { BlockChains, colourTableBytes, skipSubBlocks, walkBlocks, type Screen } from './gif-blocks.js';

/** GIF87a and GIF89a (CompuServe GIF89a specification, 15: blocks of at most 255 bytes, closed by an empty one). */
export const gif: FormatFamily = {
  name: 'gif',

  recognise(head) {
    return has(head, 0, 'GIF87a') || has(head, 0, 'GIF89a') ? 'image/gif' : undefined;
  },

  examine(file, _type, findings): Anatomy {
    const { head } = file;
    const screen = { width: u16le(head, 6), height: u16le(head, 8) };
    const anatomy = { ...screen, companion: secondGif };
    if (!file.isWhole) {
      const end = endByTail(file, screen);
      const middle = { from: 0, fits: (bytes: Buffer) => isChain(bytes, screen) };
      if (end !== undefined) return { ...anatomy, end, middle };
      findings.refuse('ending-missing', file.tailOffset, 'no chain of GIF blocks leads to a trailer');
      return anatomy;
    }
    const walk = walkBlocks(head, 13 + colourTableBytes(head[10] ?? 0), screen);
    if (walk.outcome === 'end') return { ...anatomy, end: walk.at };
    if (walk.outcome === 'cut') findings.warn('truncated', walk.at, 'no GIF trailer');
    else findings.warn('structure-odd', walk.at, 'no GIF block where one should begin');
    return anatomy;
  },
};

const secondGif = (trailing: Uint8Array): string | undefined =>
  has(trailing, 0, 'GIF8') ? 'a second GIF image' : undefined;

/**
 * A long GIF isn't walked whole. Chains of sub-blocks find their way back into step wherever one enters them, so
 * the end on which most of 256 entries into the tail agree is the true one, if what leads there is image data.
 */
function endByTail({ tail, tailOffset }: FileView, screen: Screen): number | undefined {
  const chains = new BlockChains(tail, screen);
  /** By end, the entries that lead to it. */
  const votes = new Map<number, number[]>();
  for (let entry = 0; entry < 256; entry++) {
    const end = chains.endFrom(entry);
    if (end === undefined) continue;
    const entries = votes.get(end);
    if (entries) entries.push(entry);
    else votes.set(end, [entry]);
  }
  const [best] = [...votes].sort((a, b) => b[1].length - a[1].length);
  if (!best) return undefined;
  const [end, entries] = best;
  // An entry may have found into step late; one of a few has not.
  const isImage = entries.slice(0, 8).some((entry) => isImageData(tail, entry, end, screen));
  return isImage ? tailOffset + end : undefined;
}

/** Do sub-blocks that begin within the first 256 bytes lead from image to image up to the last of them? */
function isChain(bytes: Buffer, screen: Screen): boolean {
  for (let entry = 0; entry < 256; entry++) {
    const block = skipSubBlocks(bytes, entry);
    const isWhole = block < 0 || walkBlocks(bytes, block, screen).outcome === 'cut';
    if (isWhole && isImageData(bytes, entry, bytes.length, screen)) return true;
  }
  return false;
}

/** Encoders fill their sub-blocks (to 255 bytes, or another constant); what follows them are images on the screen. */
function isImageData(tail: Buffer, entry: number, end: number, screen: Screen): boolean {
  const bytesByLength = new Uint32Array(256);
  const block = skipSubBlocks(
    tail,
    entry,
    (length) => (bytesByLength[length] = (bytesByLength[length] ?? 0) + length),
  );
  // Lengths below 128 are letters as well.
  const filled = Math.max(...bytesByLength.subarray(128));
  const { imageBytes } = walkBlocks(tail, block, screen);
  return filled + imageBytes >= (end - entry) * 0.4;
}
