import type { JxlBits } from './jxl-bits.js';

/** What the headers of an image say, as far as its first frame depends on it. */
export interface JxlImage {
  readonly width: number;
  readonly height: number;
  readonly extraChannels: number;
  readonly isXyb: boolean;
  readonly isAnimation: boolean;
  readonly hasTimecodes: boolean;
  /** Bytes of the packed colour profile that follows, which is not unpacked here. 0: none. */
  readonly profileBytes: number;
  /** Something follows that is not decoded here: a preview, or transforms of the encoder's own. */
  readonly isOpaque: boolean;
}

/** `ImageHeader` (ISO/IEC 18181-1, annex D); undefined where a field has a value that none may have. */
export function readImageHeader(bits: JxlBits): JxlImage | undefined {
  const { width, height } = readSize(bits);
  const plain = { width, height, extraChannels: 0, isXyb: true, isAnimation: false, hasTimecodes: false };
  if (bits.bool()) return { ...plain, profileBytes: 0, isOpaque: !bits.bool() };
  const isExtended = bits.bool();
  const animation = { isAnimation: false, hasTimecodes: false };
  if (isExtended) {
    bits.u(3);
    if (bits.bool()) readSize(bits);
    // A preview has a frame of its own in front of the image's.
    if (bits.bool()) return { ...plain, profileBytes: 0, isOpaque: true };
    animation.isAnimation = bits.bool();
    if (animation.isAnimation) animation.hasTimecodes = readAnimation(bits);
  }
  if (!readBitDepth(bits)) return undefined;
  bits.bool();
  const extraChannels = bits.u32([0, 0], [1, 0], [2, 4], [1, 12]);
  if (extraChannels > 16) return undefined;
  for (let left = extraChannels; left > 0; left--) if (!readExtraChannel(bits)) return undefined;
  const isXyb = bits.bool();
  const hasProfile = readColours(bits, isXyb);
  if (hasProfile === undefined) return undefined;
  if (isExtended && !bits.bool() && !readToneMapping(bits)) return undefined;
  if (bits.u64() !== 0) return undefined;
  const isOpaque = !bits.bool();
  const profileBytes = hasProfile && !isOpaque ? bits.u64() : 0;
  return { width, height, extraChannels, isXyb, ...animation, profileBytes, isOpaque };
}

const ratios = [0, 1, 1.2, 4 / 3, 1.5, 16 / 9, 1.25, 2];

function readSize(bits: JxlBits): { width: number; height: number } {
  const isSmall = bits.bool();
  const side = () => (isSmall ? (bits.u(5) + 1) * 8 : bits.u32([1, 9], [1, 13], [1, 18], [1, 30]));
  const height = side();
  const ratio = ratios[bits.u(3)] ?? 0;
  return { height, width: ratio === 0 ? side() : Math.floor(height * ratio) };
}

function readAnimation(bits: JxlBits): boolean {
  bits.u32([100, 0], [1000, 0], [1, 10], [1, 30]);
  bits.u32([1, 0], [1001, 0], [1, 8], [1, 10]);
  bits.u32([0, 0], [0, 3], [0, 16], [0, 32]);
  return bits.bool();
}

function readBitDepth(bits: JxlBits): boolean {
  if (!bits.bool()) return bits.u32([8, 0], [10, 0], [12, 0], [1, 6]) <= 31;
  const all = bits.u32([32, 0], [16, 0], [24, 0], [1, 6]);
  const exponent = bits.u(4) + 1;
  return exponent >= 2 && exponent <= 8 && all - exponent - 1 >= 2 && all - exponent - 1 <= 23;
}

/** D.3.6: alpha, depth, spot colours and others. */
function readExtraChannel(bits: JxlBits): boolean {
  if (bits.bool()) return true;
  const type = bits.enumeration();
  if (type > 16 || !readBitDepth(bits)) return false;
  if (bits.u32([0, 0], [3, 0], [4, 0], [1, 3]) > 3) return false;
  skipName(bits);
  if (type === 0) bits.bool();
  if (type === 2) for (let i = 0; i < 4; i++) bits.f16();
  if (type === 5) bits.u32([1, 0], [0, 2], [3, 4], [19, 8]);
  return true;
}

export function skipName(bits: JxlBits): void {
  for (let left = bits.u32([0, 0], [0, 4], [16, 5], [48, 10]); left > 0; left--) bits.u(8);
}

/** `ColourEncoding` (annex E.2): whether a profile follows; undefined where it is none. */
function readColours(bits: JxlBits, isXyb: boolean): boolean | undefined {
  if (bits.bool()) return false;
  const hasProfile = bits.bool();
  const space = bits.enumeration();
  if (space > 3) return undefined;
  if (hasProfile) return true;
  const [grey, xyb, custom] = [1, 2, 2];
  if (space !== xyb) {
    const whitePoint = bits.enumeration();
    if (![1, custom, 10, 11].includes(whitePoint)) return undefined;
    if (whitePoint === custom) skipPoints(bits, 1);
    if (space !== grey) {
      const primaries = bits.enumeration();
      if (![1, custom, 9, 11].includes(primaries)) return undefined;
      if (primaries === custom) skipPoints(bits, 3);
    }
    if (bits.bool()) bits.u(24);
    else if (![1, 2, 8, 13, 16, 17, 18].includes(bits.enumeration())) return undefined;
  }
  return bits.enumeration() <= 3 && (space !== xyb || isXyb) ? false : undefined;
}

function skipPoints(bits: JxlBits, points: number): void {
  for (let left = points * 2; left > 0; left--) bits.u32([0, 19], [524288, 19], [1048576, 20], [2097152, 21]);
}

function readToneMapping(bits: JxlBits): boolean {
  const fits = [bits.f16(), bits.f16()].every(Boolean);
  bits.bool();
  return bits.f16() && fits;
}
