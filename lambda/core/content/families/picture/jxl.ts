import { has } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { looksCompressed } from '../../evidence/density.js';
import { isAllPadding } from '../../evidence/padding.js';
import { JxlBits } from './jxl-bits.js';
import { readFrame } from './jxl-frame.js';
import { readImageHeader, type JxlImage } from './jxl-header.js';

const markBytes = 2;
/** A header with its table of contents: some 16 bits for each of a few thousand sections. */
const headerBytes = 8 * 1024;
const mostFrames = 64;
/** Of the smallest blank image. */
const leastFrameBytes = 4;

/** JPEG XL as a bare codestream (ISO/IEC 18181-1); in a container it is ISO base media (18181-2). */
export const jxl: FormatFamily = {
  name: 'jxl',
  unit: 'a frame whose sections lead to the end of the file',
  recognise: (head) => (has(head, 0, '\xff\x0a') ? 'image/jxl' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const bits = new JxlBits(file.head.subarray(markBytes));
    const image = readImageHeader(bits);
    if (!image || bits.isOver) return { unitAt: undefined };
    const { width, height } = image;
    const found = await pathOf(file, image, bits.byteAt(), findings);
    return { width, height, unitAt: found ? markBytes : undefined, ...(found || {}) };
  },
};

/** A preview, transforms of the encoder's own, and packed profiles hide where the first frame begins. */
async function pathOf(
  file: FileView,
  image: JxlImage,
  start: number | undefined,
  findings: Findings,
): Promise<End | false> {
  if (image.isOpaque) return false;
  if (image.profileBytes === 0)
    return start !== undefined && walkFrames(file, image, markBytes + start, findings);
  return isPlausible(image, file.sizeBytes) && looksCompressed(file.tail, 0.9) && { isOpenEnded: true };
}

type End = Pick<Anatomy, 'end' | 'isOpenEnded'>;

/** From frame to frame; the last one ends with the file, or in front of padding. */
async function walkFrames(
  file: FileView,
  image: JxlImage,
  start: number,
  findings: Findings,
): Promise<End | false> {
  const steps = file.allowance(6);
  let at = start;
  for (let frames = 0; frames < mostFrames; frames++) {
    const bytes = await steps.bytes(at, headerBytes);
    if (!bytes) return frames > 0 && { isOpenEnded: true };
    if (frames > 0 && bytes.length === 0) {
      findings.warn('truncated', at, 'its last frame is missing');
      return { end: at };
    }
    const bits = new JxlBits(bytes);
    const frame = readFrame(bits, image, file.sizeBytes - at);
    file.work.spend(bits.reads, at);
    if (frame === 'long') return (frames > 0 || isDense(image, file)) && { isOpenEnded: true };
    if (!frame || bits.isOver || frame.bytes < leastFrameBytes) return false;
    const end = at + bits.at / 8 + frame.bytes;
    if (end > file.sizeBytes) {
      findings.warn('truncated', file.sizeBytes, `a frame reaches up to ${end}`);
      return frames > 1 && { end: file.sizeBytes };
    }
    if (frame.isLast) {
      const behind = file.cached(end, file.sizeBytes - end);
      return behind !== undefined && isAllPadding(behind) && { end };
    }
    at = end;
  }
  return { isOpenEnded: true };
}

/**
 * What holds where the frames can't be reached: bytes for each pixel are neither fewer than of a blank image nor more
 * than of noise, and a profile lies in the file.
 */
function isPlausible({ width, height, extraChannels, profileBytes }: JxlImage, sizeBytes: number): boolean {
  const pixels = width * height;
  return (
    sizeBytes - profileBytes > pixels / 5000 &&
    sizeBytes - profileBytes < pixels * 4 * (4 + extraChannels) + 4096 &&
    profileBytes < Math.min(sizeBytes, 1024 * 1024)
  );
}

/** Fewer pixels have a shorter table. */
const leastDense = 1024 * 1024;

/** Of an image of many megapixels, whose table is too long to be read. */
const isDense = (image: JxlImage, { sizeBytes, tail }: FileView): boolean =>
  image.width * image.height >= leastDense &&
  isPlausible(image, sizeBytes) &&
  sizeBytes > (image.width * image.height) / 200 &&
  looksCompressed(tail, 0.9);
