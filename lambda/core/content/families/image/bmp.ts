import { has, i32le, u16le, u32le } from '../../reading/bytes.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily, Region } from '../../evidence/format.js';

const fileHeaderBytes = 14;
/** OS/2 1.x and 2.x (16 to 64), Windows 3 (40), its masks (52, 56), version 4 (108) and 5 (124). */
const headerSizes = new Set([12, 16, 24, 32, 40, 42, 46, 48, 52, 56, 60, 64, 108, 124]);
const bitDepths = new Set([0, 1, 2, 4, 8, 16, 24, 32, 48, 64]);
/** Whole images for printers, by compression (BI_JPEG, BI_PNG). */
const embedded: Readonly<Record<number, string>> = { 4: '\xff\xd8\xff', 5: '\x89PNG' };
/** Where 4 stands for runs. */
const os2Bytes = 64;
const uncompressed = new Set([0, 3, 6]);
/** Photoshop and others round the file up to a multiple of four bytes. */
const alignment = 4;

/** Windows and OS/2 bitmaps (Microsoft, "Bitmap Storage"; BITMAPINFOHEADER, BITMAPV5HEADER). */
export const bmp: FormatFamily = {
  name: 'bmp',
  unit: 'a bitmap header with pixels',

  recognise(head) {
    if (!has(head, 0, 'BM')) return undefined;
    const header = u32le(head, fileHeaderBytes);
    const depth = u16le(head, header === 12 ? 24 : 28);
    // No depth: the pixels are a JPEG or PNG, which states its own.
    const isDepth = depth > 0 || u32le(head, 30) in embedded;
    return headerSizes.has(header) && bitDepths.has(depth) && isDepth ? 'image/bmp' : undefined;
  },

  examine({ head, sizeBytes }, _type, findings): Anatomy {
    const bitmap = readHeader(head);
    const { width, height } = bitmap;
    return {
      ...(width > 0 && height > 0 ? { width, height } : {}),
      unitAt: pixelsOf(bitmap, head, sizeBytes),
      freeForm: [gapBeforePixels(bitmap)],
      ...endOf(bitmap, sizeBytes, findings),
    };
  },
};

interface Bitmap {
  readonly headerBytes: number;
  readonly pixelsAt: number;
  readonly width: number;
  readonly height: number;
  /** 0 if unknown. */
  readonly pixelBytes: number;
  readonly paletteBytes: number;
  /** Behind the embedded colour profile; 0 without one. */
  readonly profileEnd: number;
  readonly statedBytes: number;
}

function readHeader(head: Buffer): Bitmap {
  const headerBytes = u32le(head, fileHeaderBytes);
  const isOld = headerBytes === 12;
  const width = isOld ? u16le(head, 18) : Math.abs(i32le(head, 18));
  const height = isOld ? u16le(head, 20) : Math.abs(i32le(head, 22));
  const depth = u16le(head, isOld ? 24 : 28);
  const compression = headerBytes >= 40 ? u32le(head, 30) : 0;
  const rowBytes = Math.ceil((width * depth) / 32) * 4;
  const colours = (headerBytes >= 40 ? u32le(head, 46) : 0) || (depth <= 8 ? 1 << depth : 0);
  const profileAt = headerBytes >= 124 ? u32le(head, 126) : 0;
  return {
    headerBytes,
    pixelsAt: u32le(head, 10),
    width,
    height,
    pixelBytes: uncompressed.has(compression) ? rowBytes * height : u32le(head, 34),
    paletteBytes: Math.min(colours, 256) * (isOld ? 3 : 4),
    profileEnd: profileAt > 0 ? fileHeaderBytes + profileAt + u32le(head, 130) : 0,
    statedBytes: u32le(head, 2),
  };
}

/** Where the pixels begin, behind a header whose other fields hold as well. */
function pixelsOf(
  { headerBytes, pixelsAt, pixelBytes, width, height }: Bitmap,
  head: Buffer,
  sizeBytes: number,
): number | undefined {
  const planes = u16le(head, headerBytes === 12 ? 22 : 26);
  // Few writers leave the planes at 0, and then the pixels have to fit; the compressions of Windows CE and OS/2 have
  // numbers up to 13.
  const isPlane = planes === 1 || (planes === 0 && pixelBytes > 0 && pixelsAt + pixelBytes === sizeBytes);
  const isHeader = isPlane && (headerBytes < 40 || u32le(head, 30) <= 13) && width > 0 && height > 0;
  const mark = headerBytes >= 40 && headerBytes !== os2Bytes ? embedded[u32le(head, 30)] : undefined;
  if (mark !== undefined && !has(head, pixelsAt, mark)) return undefined;
  return isHeader && pixelsAt >= fileHeaderBytes + headerBytes && pixelsAt < sizeBytes ? pixelsAt : undefined;
}

/** The pixels' offset may point anywhere, which leaves room for something else in front of them. */
function gapBeforePixels({ headerBytes, paletteBytes, pixelsAt }: Bitmap): Region {
  return { start: fileHeaderBytes + headerBytes + paletteBytes, end: pixelsAt };
}

/** The pixels say where the file ends; the size that the header states is not needed by any reader. */
function endOf(bitmap: Bitmap, sizeBytes: number, findings: Findings): { end?: number } {
  const { pixelsAt, pixelBytes, profileEnd, statedBytes } = bitmap;
  if (pixelBytes === 0) return statedBytes > pixelsAt ? { end: Math.min(statedBytes, sizeBytes) } : {};
  const end = Math.max(pixelsAt + pixelBytes, profileEnd);
  if (end > sizeBytes) {
    findings.warn('truncated', sizeBytes, `the pixels reach up to ${end}`);
    return { end: sizeBytes };
  }
  const isAligned = statedBytes - end > 0 && statedBytes - end < alignment;
  return { end: isAligned ? Math.min(statedBytes, sizeBytes) : end };
}
