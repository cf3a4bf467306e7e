import type { Findings } from '../../evidence/finding.js';
import { readMiddle } from '../../evidence/middle.js';
import { has, u16le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import {
  BlockChains,
  colourTableBytes,
  nextImage,
  skipSubBlocks,
  walkBlocks,
  type Screen,
} from './gif-blocks.js';
import { beginsWithPixels } from './gif-lzw.js';

const trailerByte = 0x3b;

/** GIF87a and GIF89a (CompuServe GIF89a specification, 15: blocks of at most 255 bytes, closed by an empty one). */
export const gif: FormatFamily = {
  name: 'gif',
  unit: 'an image block',

  recognise(head) {
    return has(head, 0, 'GIF87a') || has(head, 0, 'GIF89a') ? 'image/gif' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head } = file;
    const screen = { width: u16le(head, 6), height: u16le(head, 8) };
    const unitAt = await firstImage(file);
    const anatomy = { ...screen, companion: secondGif, unitAt };
    if (unitAt === undefined) return anatomy;
    if (!file.isWhole) {
      const end = endByTail(file, screen);
      const middle = await readMiddle(file);
      if (end !== undefined && (!middle || isChain(middle.bytes, screen))) return { ...anatomy, end };
      return { ...anatomy, ...(await endByWalk(file, screen, findings)) };
    }
    const walk = walkBlocks(head, 13 + colourTableBytes(head[10] ?? 0), screen);
    if (walk.outcome === 'end') return { ...anatomy, end: walk.at };
    if (walk.outcome === 'cut') findings.warn('truncated', walk.at, 'no GIF trailer');
    else findings.warn('structure-odd', walk.at, 'no GIF block where one should begin');
    return anatomy;
  },
};

/** Comments and profiles may stand in front of the first image: so much of them is read. */
const beforeImageBytes = 256 * 1024;

/** Where the first image block begins: its descriptor, then pixels as the format codes them. */
async function firstImage(file: FileView): Promise<number | undefined> {
  for (const length of [file.head.length, beforeImageBytes]) {
    const bytes = await file.bytes(0, length);
    const image = imageAt(bytes, 13 + colourTableBytes(bytes[10] ?? 0), file.work);
    if (image !== 'further') return image;
  }
  return undefined;
}

function imageAt(bytes: Buffer, from: number, work: FileView['work']): number | undefined | 'further' {
  const at = nextImage(bytes, from, work);
  if (at === undefined) return undefined;
  const pixelsAt = at + 10 + colourTableBytes(bytes[at + 9] ?? 0);
  if (pixelsAt + 1 >= bytes.length) return 'further';
  const area = u16le(bytes, at + 5) * u16le(bytes, at + 7);
  return area > 0 && beginsWithPixels(bytes, pixelsAt, area, work) ? at : undefined;
}

const secondGif = (trailing: Uint8Array): string | undefined =>
  has(trailing, 0, 'GIF8') ? 'a second GIF image' : undefined;

/** What is read of a GIF in doubt; a longer one is judged by its ends. */
const walkedBytes = 3 * 1024 * 1024;

/**
 * Comments, short sub-blocks, and entries that never fall into step look like no image: then each block is walked. In
 * a longer file nothing is proved but that a trailer ends it, which the specification (27) asks for.
 */
async function endByWalk(file: FileView, screen: Screen, findings: Findings): Promise<Partial<Anatomy>> {
  const { head, tail, tailOffset, sizeBytes } = file;
  const first = 13 + colourTableBytes(head[10] ?? 0);
  if (sizeBytes <= walkedBytes) {
    const between = await file.bytes(head.length, tailOffset - head.length);
    const walk = walkBlocks(Buffer.concat([head, between, tail]), first, screen);
    // Of more than a tail behind it the middle has shown that it is no image.
    if (walk.outcome === 'end' && walk.at >= tailOffset) return { end: walk.at };
  } else if (tail.at(-1) === trailerByte) {
    findings.warn('structure-odd', tailOffset, 'no chain of GIF blocks is found in its last bytes');
    return { isOpenEnded: true };
  }
  findings.refuse('ending-missing', tailOffset, 'no chain of GIF blocks leads to a trailer');
  return {};
}

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
