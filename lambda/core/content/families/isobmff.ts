import { fourCc, has, latin1, u32be, u64be } from '../bytes.js';
import type { FileView } from '../file-view.js';
import type { Findings } from '../finding.js';
import type { Anatomy, FormatFamily, Region } from '../format.js';
import { typeOfBrands } from './isobmff-brands.js';

const isBoxName = (name: string): boolean => /^[A-Za-z0-9 _\xa9-]{4}$/.test(name);
/** A QuickTime file of old days begins with any of these instead of `ftyp`. */
const quickTimeStarts = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);
/** A segment of a stream, cut from its `ftyp` (ISO/IEC 14496-12, 8.16). */
const segmentStarts = new Set(['styp', 'moof', 'sidx', 'emsg', 'prft']);
/** Media data and tables; every other top-level box is free-form. */
const ownBoxes = new Set(
  'ftyp moov moof sidx mfra styp meta mdat idat jp2c jp2h prft emsg'.split(' ').concat('jP  '),
);
/** A file that was cut off ends within one of these. */
const mayBeCut = new Set('mdat moov moof meta free skip wide udta uuid idat ftyp jp2c'.split(' '));

/** ISO base media (ISO/IEC 14496-12): MP4, QuickTime, M4A, 3GP, HEIF and AVIF, JPEG 2000; boxes of size and name. */
export const isobmff: FormatFamily = {
  name: 'isobmff',

  recognise(head, sizeBytes) {
    if (has(head, 4, 'ftyp')) return typeOfBrands(brandsOf(head));
    if (has(head, 0, '\0\0\0\x0cjP  \r\n\x87\n')) return typeOfBrands([fourCc(head, 20)]) ?? 'image/jp2';
    const size = u32be(head, 0);
    const name = fourCc(head, 4);
    if (segmentStarts.has(name) && size >= 8 && size <= sizeBytes) return 'video/mp4';
    return quickTimeStarts.has(name) && (size >= 8 || size <= 1) ? 'video/quicktime' : undefined;
  },

  async examine(file, type, findings): Promise<Anatomy> {
    const isImage = type.startsWith('image/');
    return {
      ...(isImage ? await imageSize(file, type) : {}),
      ...(await walkBoxes(file, findings)),
      ...(isImage ? { aliases: imageAliases(brandsOf(file.head)), companion: motionVideo } : {}),
    };
  },
};

/** The major brand, then the compatible ones. */
function brandsOf(head: Buffer): string[] {
  const end = Math.min(u32be(head, 0), 256, head.length);
  const brands = [fourCc(head, 8)];
  // A `mini` image names its codec where others have the minor version (ISO/IEC 23008-12, amendment on low-overhead files).
  if (brands[0] === 'mif3') brands.push(fourCc(head, 12));
  for (let at = 16; at + 4 <= end; at += 4) brands.push(fourCc(head, at));
  return brands;
}

/** HEIF is the container of both HEIC and AVIF, and a file may list the brands of both. */
function imageAliases(brands: readonly string[]): string[] {
  const aliases = [];
  if (brands.some((brand) => /^avi[fs]$/.test(brand))) aliases.push('image/avif');
  if (brands.some((brand) => /^(he[iv][cxms]|mi[fa][f12f])$/.test(brand)))
    aliases.push('image/heic', 'image/heif');
  return aliases;
}

const motionVideo = (trailing: Uint8Array): string | undefined =>
  has(trailing, 4, 'mpvd') ? 'a motion photo' : undefined;

/** Top-level boxes. A box of size 0 reaches the end of the file; size 1 means a 64-bit size (4.2). */
async function walkBoxes(file: FileView, findings: Findings): Promise<Pick<Anatomy, 'end' | 'freeForm'>> {
  const { sizeBytes } = file;
  const steps = file.allowance(12);
  const freeForm: Region[] = [];
  let at = 0;
  while (sizeBytes - at >= 8) {
    const box = await steps.bytes(at, 16);
    // Too many boxes to follow (fragmented video): the end stays unknown, the tail is searched all the same.
    if (!box) return { freeForm };
    const name = fourCc(box, 4);
    const short = u32be(box, 0);
    if (!isBoxName(name)) break;
    if (short === 0) return { end: sizeBytes, freeForm };
    const size = short === 1 && box.length >= 16 ? u64be(box, 8) : short;
    if (size < 8) break;
    const end = at + size;
    if (end > sizeBytes) {
      if (!mayBeCut.has(name)) break;
      findings.warn('truncated', at, `the box ${name} reaches beyond the end of the file`);
      return { end: sizeBytes, freeForm };
    }
    if (!ownBoxes.has(name) && size > 16) freeForm.push({ start: at + 8, end });
    at = end;
  }
  return { end: at, freeForm };
}

/** The largest `ispe` property (ISO/IEC 23008-12, 6.5.3); in JPEG 2000 the `ihdr` box. */
async function imageSize(file: FileView, type: string): Promise<{ width?: number; height?: number }> {
  const bytes = file.head;
  if (type === 'image/jp2') {
    const at = bytes.indexOf('ihdr');
    return at < 0 ? {} : { height: u32be(bytes, at + 4), width: u32be(bytes, at + 8) };
  }
  const text = latin1(bytes);
  let best: { width: number; height: number } | undefined;
  for (let at = text.indexOf('ispe'); at >= 0 && at + 16 <= bytes.length; at = text.indexOf('ispe', at + 4)) {
    const size = { width: u32be(bytes, at + 8), height: u32be(bytes, at + 12) };
    if (!best || size.width * size.height > best.width * best.height) best = size;
  }
  return best ?? {};
}
