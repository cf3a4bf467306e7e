import { fourCc, u16be, u32be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import { JxlBits } from '../picture/jxl-bits.js';
import { readImageHeader } from '../picture/jxl-header.js';
import { heifSize } from './heif-size.js';

type Size = Partial<Record<'width' | 'height', number>>;

/** Metadata and a small preview stand in front of the tracks of a raw photo. */
const tracksWithin = 128 * 1024;
/** Of a sample entry of pictures: its name, then fields up to the size (ISO/IEC 14496-12, 12.1.3). */
const entrySizeAt = 28;

/** Pixels of an image in ISO base media: JPEG 2000 and JPEG XL by their codestreams, Canon's raw photos by their tracks. */
export async function isoImageSize(file: FileView, type: string): Promise<Size> {
  switch (type) {
    case 'image/jp2': {
      const at = file.head.indexOf('ihdr');
      return at < 0 ? {} : { height: u32be(file.head, at + 4), width: u32be(file.head, at + 8) };
    }
    case 'image/jxl':
      return codestreamSize(await file.bytes(0, file.head.length));
    case 'image/x-canon-cr3':
      return largestTrack(await file.bytes(0, tracksWithin));
    default:
      return (await heifSize(file)) ?? {};
  }
}

/** ISO/IEC 18181-2: the codestream, or its first part behind a number. */
function codestreamSize(bytes: Buffer): Size {
  const box = ['jxlc', 'jxlp'].map((name) => bytes.indexOf(name)).find((at) => at >= 4) ?? -1;
  if (box < 0) return {};
  const start = box + 4 + (fourCc(bytes, box) === 'jxlp' ? 4 : 0) + 2;
  const image = readImageHeader(new JxlBits(bytes.subarray(start, start + 4096)));
  return image ? { width: image.width, height: image.height } : {};
}

function largestTrack(bytes: Buffer): Size {
  let size = { width: 0, height: 0 };
  for (let at = bytes.indexOf('CRAW'); at >= 0; at = bytes.indexOf('CRAW', at + 4)) {
    const [width, height] = [u16be(bytes, at + entrySizeAt), u16be(bytes, at + entrySizeAt + 2)];
    if (width * height > size.width * size.height) size = { width, height };
  }
  return size.width > 0 ? size : {};
}
