import { fourCc, has, u32be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { isoImageSize } from './iso-image-size.js';
import { walkBoxes } from './isobmff-boxes.js';
import { firstContent } from './isobmff-proof.js';
import { typeOfBrands } from './isobmff-brands.js';

/** A QuickTime file of old days begins with any of these instead of `ftyp`. */
const quickTimeStarts = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);
/** A segment of a stream, cut from its `ftyp` (ISO/IEC 14496-12, 8.16). */
const segmentStarts = new Set(['styp', 'moof', 'sidx', 'emsg', 'prft']);
/** ISO base media (ISO/IEC 14496-12): MP4, QuickTime, M4A, 3GP, HEIF and AVIF, JPEG 2000; boxes of size and name. */
export const isobmff: FormatFamily = {
  name: 'isobmff',
  unit: 'a track, an item or a codestream with content in the file',

  recognise(head, sizeBytes) {
    if (has(head, 4, 'ftyp')) return typeOfBrands(brandsOf(head));
    if (has(head, 0, '\0\0\0\x0cjP  \r\n\x87\n')) return typeOfBrands([fourCc(head, 20)]) ?? 'image/jp2';
    if (has(head, 0, '\0\0\0\x0cJXL \r\n\x87\n')) return 'image/jxl';
    const size = u32be(head, 0);
    const name = fourCc(head, 4);
    if (segmentStarts.has(name) && size >= 8 && size <= sizeBytes) return 'video/mp4';
    return quickTimeStarts.has(name) && (size >= 8 || size <= 1) ? 'video/quicktime' : undefined;
  },

  async examine(file, type, findings): Promise<Anatomy> {
    const unitAt = await firstContent(file, type);
    if (unitAt === undefined) return { unitAt };
    const isImage = type.startsWith('image/');
    return {
      unitAt,
      ...(isImage ? await isoImageSize(file, type) : {}),
      ...(await walkBoxes(file, findings)),
      ...(isImage
        ? { aliases: imageAliases(brandsOf(file.head)), companion: motionVideo }
        : { aliases: soundAliases(file, type) }),
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

/**
 * Names for sound: a file whose tracks, as far as the head and the tail show their handlers (8.4.3), hold sound
 * and no pictures. Most encoders name the brands of video all the same.
 */
function soundAliases({ head, tail, isWhole }: FileView, type: string): string[] {
  const handlers = new Set([head, ...(isWhole ? [] : [tail])].flatMap(handlersIn));
  if (!handlers.has('soun') || handlers.has('vide')) return [];
  return type === 'video/3gpp' ? ['audio/3gpp', 'audio/mp4'] : ['audio/mp4'];
}

function handlersIn(bytes: Buffer): string[] {
  const handlers: string[] = [];
  for (let at = bytes.indexOf('hdlr'); at >= 0 && handlers.length < 64; at = bytes.indexOf('hdlr', at + 4))
    handlers.push(fourCc(bytes, at + 12));
  return handlers;
}
