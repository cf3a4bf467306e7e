import { has, u32be } from '../../reading/bytes.js';
import { looksCompressed } from '../../evidence/density.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { FormatFamily, Middle, Region } from '../../evidence/format.js';
import {
  chainBackwards,
  chainFromRun,
  endOfRun,
  isPixelChunk,
  stepOver,
  type ChainEnd,
  type LastChunk,
} from './png-chain.js';

const mark = '\x89PNG\r\n\x1a\n';

/** Chunks whose content is numbers of a known meaning or compressed pixels; all others are free-form. */
const ownChunks = new Set(
  'IHDR PLTE IDAT tRNS gAMA cHRM sRGB pHYs bKGD tIME acTL fcTL fdAT sBIT hIST'.split(' '),
);

/** PNG and APNG (W3C PNG Third Edition, section 5: a signature and a chain of chunks). */
export const png: FormatFamily = {
  name: 'png',
  unit: 'a chunk of pixels behind a valid header',

  recognise(head) {
    // CgBI stands before IHDR in the PNGs that Xcode writes for iOS.
    return has(head, 0, mark) && (has(head, 12, 'IHDR') || has(head, 12, 'CgBI')) ? 'image/png' : undefined;
  },

  async examine(file, _type, findings) {
    const header = has(file.head, 12, 'CgBI') ? 8 + 12 + u32be(file.head, 8) : 8;
    const size = { width: u32be(file.head, header + 8), height: u32be(file.head, header + 12) };
    const { chain, freeForm, isFollowed, pixelsAt } = await walkChunks(file);
    judgeChain(file, chain, findings);
    return {
      ...size,
      unitAt: isHeader(file.head, header + 8) ? pixelsAt : undefined,
      freeForm,
      companion: secondPng,
      ...(!isFollowed && { middle: searched, isOpenEnded: true }),
      ...(chain?.end !== undefined && { end: chain.end }),
    };
  },
};

/** Bits of a sample by colour type (section 11.2.1, "IHDR"). */
const depthsOf: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Width, height, depth, colour type, compression and filter of one kind, interlaced or not. */
function isHeader(head: Buffer, at: number): boolean {
  const [depth = 0, colours = 0, compression, filter, interlace = 2] = head.subarray(at + 8, at + 13);
  const hasArea = u32be(head, at) > 0 && u32be(head, at + 4) > 0;
  return (
    hasArea && (depthsOf[colours] ?? []).includes(depth) && compression === 0 && filter === 0 && interlace < 2
  );
}

/** Its chunks may be of any size and kind. */
const searched: Middle = { from: 0, fits: () => true };

const secondPng = (trailing: Uint8Array): string | undefined =>
  has(trailing, 0, mark) ? 'a second PNG image' : undefined;

function judgeChain(file: FileView, chain: Walk['chain'], findings: Findings): void {
  if (!chain) findings.refuse('ending-missing', file.tailOffset, 'no chain of PNG chunks reaches it');
  if (chain && 'isLedTo' in chain && !chain.isLedTo)
    findings.warn('structure-odd', chain.at, 'no PNG chunk is found that leads to the last one');
  if (chain?.outcome === 'odd')
    findings.warn('structure-odd', chain.at, 'no PNG chunk where one should begin');
  if (chain?.outcome !== 'cut') return;
  // What is left of an image that was cut off is compressed pixels.
  if (file.isWhole || looksCompressed(file.tail)) findings.warn('truncated', chain.at, 'no IEND chunk');
  else findings.refuse('ending-missing', file.tailOffset, 'it is no part of a PNG chunk');
}

interface Walk {
  /** `undefined`: the walk does not show where the image ends, and no IEND stands in the tail. */
  readonly chain: ChainEnd | LastChunk | undefined;
  /** Was the chain followed from the first chunk to the last one in `chain`? */
  readonly isFollowed: boolean;
  /** Of the first chunk of pixels. */
  readonly pixelsAt: number | undefined;
  readonly freeForm: readonly Region[];
}

/** From chunk to chunk, and over a long run of pixels straight to its end. */
async function walkChunks(file: FileView): Promise<Walk> {
  const steps = file.allowance(14);
  const freeForm: Region[] = [];
  let at = mark.length;
  let sameSize = 0;
  let pixelsAt: number | undefined;
  for (;;) {
    const chunk = await steps.bytes(at, 8);
    if (!chunk)
      return { chain: await chainBackwards(file, file.allowance(1)), isFollowed: false, freeForm, pixelsAt };
    const step = stepOver(chunk, at);
    if (step.outcome !== 'chunk') return { chain: step, isFollowed: true, freeForm, pixelsAt };
    if (!ownChunks.has(step.name) && step.length > 8)
      freeForm.push({ start: at + 8, end: at + 8 + step.length });
    if (isPixelChunk(step.name) && step.length > 0 && at + 8 < file.sizeBytes) pixelsAt ??= at;
    const stride = step.next - at;
    const isRun = isPixelChunk(step.name) && stride !== sameSize && !file.cached(step.next, 8);
    sameSize = stride;
    at = step.next;
    if (!isRun || at >= file.tailOffset) continue;
    const run = { at: at - stride, stride };
    const chain = chainFromRun(file, run);
    if (chain) return { chain, isFollowed: true, freeForm, pixelsAt };
    at = await endOfRun(file, run, steps);
  }
}
