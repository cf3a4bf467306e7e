import type { JxlBits } from './jxl-bits.js';
import { skipName, type JxlImage } from './jxl-header.js';

/** Sections of one frame, and of one whose order is permuted; more are not followed. */
const [mostSections, mostPermuted] = [4096, 160];

export interface JxlFrame {
  /** Bytes of all its sections, which stand behind its table of contents. */
  readonly bytes: number;
  readonly isLast: boolean;
}

interface FrameHeader {
  readonly isModular: boolean;
  readonly isLast: boolean;
  readonly passes: number;
  readonly groupShift: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The header of a frame and its table of contents (ISO/IEC 18181-1, annexes F.2 and F.3); undefined where it is none.
 *
 * @param behind bytes from the frame's first one to the end of the file: where the order of the sections is permuted,
 * which takes entropy coding to read, the table is the place from which the sections lead there
 */
export function readFrame(bits: JxlBits, image: JxlImage, behind: number): JxlFrame | 'long' | undefined {
  const header = readFrameHeader(bits, image);
  if (!header) return undefined;
  const groupSide = header.isModular ? 128 << header.groupShift : 256;
  const groups = (side: number) => Math.ceil(header.width / side) * Math.ceil(header.height / side);
  const all = groups(groupSide);
  const sections = all === 1 && header.passes === 1 ? 1 : 2 + groups(groupSide * 8) + all * header.passes;
  const isPermuted = bits.bool();
  if (sections > (isPermuted ? mostPermuted : mostSections)) return 'long';
  if (isPermuted) return findTable(bits, { sections, behind, isLast: header.isLast });
  if (bits.byteAt() === undefined) return undefined;
  const bytes = readSections(bits, sections, behind);
  return bits.byteAt() === undefined ? undefined : { bytes, isLast: header.isLast };
}

/** The sum of their lengths, up to where it is more than `most`. */
function readSections(bits: JxlBits, sections: number, most: number): number {
  let bytes = 0;
  for (let left = sections; left > 0 && bytes <= most; left--)
    bytes += bits.u32([0, 10], [1024, 14], [17408, 22], [4211712, 30]);
  return bytes;
}

/** Bytes that the permutation may take: of a few sections some twenty. */
const permutationBytes = 32;

interface Permuted {
  readonly sections: number;
  readonly behind: number;
  readonly isLast: boolean;
}

function findTable(bits: JxlBits, { sections, behind, isLast }: Permuted): JxlFrame | undefined {
  const first = Math.ceil(bits.at / 8);
  for (let at = first; isLast && at < first + permutationBytes + sections; at++) {
    bits.at = at * 8;
    const bytes = readSections(bits, sections, behind);
    const end = bits.byteAt();
    if (end !== undefined && end + bytes === behind) return { bytes, isLast };
  }
  return undefined;
}

const [regular, lowFrequency, referenceOnly] = [0, 1, 2];
const usesLowFrequencyFrame = 0x20;

function readFrameHeader(bits: JxlBits, image: JxlImage): FrameHeader | undefined {
  const { width, height } = image;
  const plain = { isModular: false, isLast: true, passes: 1, groupShift: 1, width, height };
  if (bits.bool()) return plain;
  const type = bits.u(2);
  const isModular = bits.bool();
  const flags = bits.u64();
  if (flags > 0xff) return undefined;
  const isYcbcr = !image.isXyb && bits.bool();
  const upsampling = (flags & usesLowFrequencyFrame) === 0 ? readUpsampling(bits, image, isYcbcr) : 1;
  const groupShift = isModular ? bits.u(2) : 1;
  if (!isModular && image.isXyb) bits.u(6);
  const passes = type === referenceOnly ? 1 : readPasses(bits);
  const scale = upsampling * (type === lowFrequency ? 8 ** (bits.u(2) + 1) : 1);
  const crop = type !== lowFrequency && bits.bool() ? readCrop(bits, type === referenceOnly) : undefined;
  const isShown = type === regular || type === 3;
  const isLast = isShown ? readBlending(bits, image, crop !== undefined) : false;
  if (isLast === undefined) return undefined;
  const closing = readClosing(bits, { type, isModular, isLast, isCropped: crop !== undefined });
  const size = crop ?? image;
  return closing
    ? {
        isModular,
        isLast,
        passes,
        groupShift,
        width: Math.ceil(size.width / scale),
        height: Math.ceil(size.height / scale),
      }
    : undefined;
}

function readUpsampling(bits: JxlBits, { extraChannels }: JxlImage, isYcbcr: boolean): number {
  if (isYcbcr) bits.u(6);
  const factor = () => bits.u32([1, 0], [2, 0], [4, 0], [8, 0]);
  const upsampling = factor();
  for (let left = extraChannels; left > 0; left--) factor();
  return upsampling;
}

function readPasses(bits: JxlBits): number {
  const passes = bits.u32([1, 0], [2, 0], [3, 0], [4, 3]);
  if (passes === 1) return passes;
  const downsamplings = bits.u32([0, 0], [1, 0], [2, 0], [3, 1]);
  bits.u(2 * (passes - 1));
  for (let left = downsamplings; left > 0; left--) bits.u32([1, 0], [2, 0], [4, 0], [8, 0]);
  for (let left = downsamplings; left > 0; left--) bits.u32([0, 0], [1, 0], [2, 0], [0, 3]);
  return passes;
}

function readCrop(bits: JxlBits, isReference: boolean): { width: number; height: number } {
  const side = () => bits.u32([0, 8], [256, 11], [2304, 14], [18688, 30]);
  if (!isReference) [side(), side()].forEach(() => undefined);
  return { width: side(), height: side() };
}

/** F.2, `BlendingInfo` and `AnimationFrame`: whether this is the last frame; undefined where a mode is none. */
function readBlending(bits: JxlBits, image: JxlImage, isCropped: boolean): boolean | undefined {
  const [replace, blend, alphaAdd, multiply] = [0, 2, 3, 4];
  for (let left = image.extraChannels + 1; left > 0; left--) {
    const mode = bits.u32([0, 0], [1, 0], [2, 0], [3, 2]);
    if (mode > multiply) return undefined;
    const hasAlpha = image.extraChannels > 0 && (mode === blend || mode === alphaAdd);
    if (hasAlpha) bits.u32([0, 0], [1, 0], [2, 0], [3, 3]);
    if ((image.extraChannels > 0 && hasAlpha) || mode === multiply) bits.bool();
    if (mode !== replace || isCropped) bits.u(2);
  }
  if (image.isAnimation) {
    bits.u32([0, 0], [1, 0], [0, 8], [0, 32]);
    if (image.hasTimecodes) bits.u(32);
  }
  return bits.bool();
}

interface Closing {
  readonly type: number;
  readonly isModular: boolean;
  readonly isLast: boolean;
  readonly isCropped: boolean;
}

/** What is saved of the frame, its name, filters and extensions. */
function readClosing(bits: JxlBits, { type, isModular, isLast, isCropped }: Closing): boolean {
  const saved = type !== lowFrequency && !isLast ? bits.u(2) : 0;
  const mayBeSaved =
    type === referenceOnly || (!isCropped && !isLast && type !== lowFrequency && saved !== 0);
  if (mayBeSaved) bits.bool();
  skipName(bits);
  if (!bits.bool() && !readFilters(bits, isModular)) return false;
  return bits.u64() === 0;
}

/** `RestorationFilter` (annex J). */
function readFilters(bits: JxlBits, isModular: boolean): boolean {
  const numbers = (count: number) => Array.from({ length: count }, () => bits.f16()).every(Boolean);
  if (bits.bool() && bits.bool() && !numbers(6)) return false;
  const iterations = bits.u(2);
  if (iterations > 0) {
    if (!isModular && bits.bool() && !numbers(8)) return false;
    if (bits.bool() && !numbers(3)) return false;
    if (bits.bool() && !numbers(isModular ? 3 : 4)) return false;
    if (isModular && !numbers(1)) return false;
  }
  return bits.u64() === 0;
}
