import { has, u16le, u32be, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const entryBytes = 16;
const pngMark = '\x89PNG\r\n\x1a\n';
const bitDepths = [1, 4, 8, 16, 24, 32];
const mostPixels = 1024;
/** Sizes from 16 to 256 pixels in a few depths: no producer comes near. */
const mostImages = 255;

/** Windows icons and cursors (Microsoft, "Icons in Win32": ICONDIR and its entries, each a DIB or a PNG). */
export const ico: FormatFamily = {
  name: 'ico',
  unit: 'a bitmap or PNG where its directory says',

  recognise(head, sizeBytes) {
    // The mark is four common bytes, so the directory has to make sense.
    if (!has(head, 0, '\0\0\x01\0') && !has(head, 0, '\0\0\x02\0')) return undefined;
    const count = u16le(head, 4);
    if (count === 0 || count > mostImages) return undefined;
    const { at, bytes } = entryOf(head, 0);
    const fits = at >= 6 + count * entryBytes && at < sizeBytes && bytes > 0;
    // Of one that is cut off in its first image, the image has to be seen.
    const isSeen = at + 4 <= head.length ? isImage(head, at) : bytes <= sizeBytes;
    return fits && isSeen ? 'image/x-icon' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const images = entriesOf(file.head);
    const stated = Math.max(...images.map(({ at, bytes }) => at + bytes));
    if (stated > file.sizeBytes)
      findings.warn('truncated', file.sizeBytes, `the images reach up to ${stated}`);
    return {
      ...(await largest(file, images, findings)),
      end: Math.min(stated, file.sizeBytes),
      aliases: file.head[2] === 2 ? ['image/x-win-bitmap'] : [],
      // The room between the directory and the images, and between these.
      freeForm: gapsOf(images),
    };
  },
};

interface Entry {
  readonly width: number;
  readonly height: number;
  readonly at: number;
  readonly bytes: number;
}

function entryOf(head: Buffer, index: number): Entry {
  const entry = 6 + index * entryBytes;
  return {
    // 0 stands for 256, the most that one byte can't hold.
    width: head[entry] || 256,
    height: head[entry + 1] || 256,
    bytes: u32le(head, entry + 8),
    at: u32le(head, entry + 12),
  };
}

const entriesOf = (head: Buffer): Entry[] =>
  Array.from({ length: Math.min(u16le(head, 4), mostImages) }, (_, i) => entryOf(head, i));

const isImage = (bytes: Buffer, at: number): boolean =>
  has(bytes, at, pngMark.slice(0, 4)) || [12, 40, 64, 108, 124].includes(u32le(bytes, at));

/** A bitmap's header with one plane and a depth, or a PNG of the size that its entry states. */
const isWholeHeader = (start: Buffer, entry: Entry): boolean =>
  has(start, 0, pngMark)
    ? isStated(u32be(start, 16), entry.width) && isStated(u32be(start, 20), entry.height)
    : isImage(start, 0) && (u32le(start, 0) === 12 ? isBitmap(start, 2) : isBitmap(start, 4));

/** One byte states it: 0 from 256 pixels on, of which some writers keep the low bits, or the most that a byte holds. */
const isStated = (pixels: number, stated: number): boolean =>
  pixels === stated || (pixels > 256 && [255, 256, pixels & 0xff].includes(stated));

/** Width, height (of the picture and its mask), planes and depth. */
function isBitmap(start: Buffer, field: 2 | 4): boolean {
  const [width, height] =
    field === 2 ? [u16le(start, 4), u16le(start, 6)] : [u32le(start, 4), u32le(start, 8)];
  const isArea = width > 0 && width <= mostPixels && height > 0 && height <= 2 * mostPixels;
  const planesAt = 4 + 2 * field;
  return isArea && u16le(start, planesAt) <= 1 && bitDepths.includes(u16le(start, planesAt + 2));
}

/** The directory's bytes end at 256 pixels; a PNG says in its own header how large it is. */
async function largest(
  file: FileView,
  images: readonly Entry[],
  findings: Findings,
): Promise<{ width: number; height: number; unitAt: number | undefined }> {
  const steps = file.allowance(4);
  let best = { width: 0, height: 0 };
  let unitAt: number | undefined;
  for (const image of images) {
    let { width, height } = image;
    const start = await steps.bytes(image.at, 24);
    if (start && has(start, 0, pngMark)) [width, height] = [u32be(start, 16), u32be(start, 20)];
    else if (start && start.length >= 4 && !isImage(start, 0))
      findings.warn('structure-odd', image.at, 'an image of the icon is neither a bitmap nor a PNG');
    if (start && isWholeHeader(start, image)) unitAt ??= image.at;
    if (width * height > best.width * best.height) best = { width, height };
  }
  return { ...best, unitAt };
}

function gapsOf(images: readonly Entry[]): { start: number; end: number }[] {
  const sorted = [...images].sort((a, b) => a.at - b.at);
  let covered = 6 + images.length * entryBytes;
  const gaps = [];
  for (const { at, bytes } of sorted) {
    if (at > covered) gaps.push({ start: covered, end: at });
    covered = Math.max(covered, at + bytes);
  }
  return gaps;
}
