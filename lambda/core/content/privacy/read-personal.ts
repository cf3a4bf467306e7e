import { has, latin1, u16be, u32be } from '../reading/bytes.js';
import { ReadBudgetExceeded, type FileView } from '../reading/file-view.js';
import { WorkBudgetExceeded } from '../reading/work.js';
import { readExif } from './exif.js';
import { beginsResources, readResources } from './iptc.js';
import { readJpeg } from './jpeg.js';
import { personalKinds, type PersonalKind } from './personal-kind.js';
import { readPng } from './png.js';
import { readMedia } from './quicktime.js';
import { readRiff } from './riff.js';
import { FileSource, type Found, type Source } from './source.js';
import { readPackets } from './xmp.js';

/** Reads beyond those of the format's own check. */
const mostReads = 6;
const pictures = /^(?:image|audio|video)\//;

/**
 * What a photo, sound or film says about where, with what and by whom it was made, as far as its metadata stands in what
 * may be read. It never fails a check: what can't be read is not reported.
 */
export async function readPersonal(file: FileView, type: string): Promise<readonly PersonalKind[]> {
  if (!pictures.test(type)) return [];
  const found: Found = new Set();
  try {
    await readFormat(file, new FileSource(file, mostReads), found);
  } catch (error) {
    // The check of the format may have left nothing, and has a finding of its own then.
    if (!(error instanceof WorkBudgetExceeded) && !(error instanceof ReadBudgetExceeded)) throw error;
  }
  // Packets of XMP stand in formats that have no place of their own for them, such as GIF.
  for (const { bytes } of file.windows) {
    if (bytes.includes('<x:xmpmeta')) readPackets(latin1(bytes), found);
  }
  return personalKinds.filter((kind) => found.has(kind));
}

function readFormat(file: FileView, source: Source, found: Found): Promise<void> {
  const { head, sizeBytes } = file;
  if (has(head, 0, '\xff\xd8\xff')) return readJpeg(source, found);
  if (has(head, 0, '\x89PNG')) return readPng(file, source, found);
  if (has(head, 0, 'RIFF')) return readRiff(file, source, found);
  if (has(head, 0, '8BPS')) return readPsd(source, found);
  if (has(head, 0, 'FUJIFILMCCD-RAW')) return readEmbedded(source, u32be(head, 84), found);
  if (/^(?:ftyp|moov|mdat|wide|free|skip|pnot|JXL )$/.test(latin1(head, 4, 8)))
    return readMedia(source, sizeBytes, found);
  return readExif(source, found);
}

/** Photoshop: behind the header and the colours, a list of resources with its length. */
async function readPsd(source: Source, found: Found): Promise<void> {
  const colours = await source.bytes(26, 4);
  const at = 30 + (colours ? u32be(colours, 0) : 0);
  const start = await source.bytes(at, 64);
  if (!start) return;
  const length = u32be(start, 0);
  if (!beginsResources(start.subarray(4), length)) return;
  const list = await source.bytes(at + 4, Math.min(length, 256 * 1024));
  if (list) readResources(list, found);
}

/** A raw photo of Fujifilm holds a JPEG with its metadata. */
async function readEmbedded(source: Source, at: number, found: Found): Promise<void> {
  const start = await source.bytes(at, 2);
  if (!start || u16be(start, 0) !== 0xffd8) return;
  await readJpeg({ bytes: (offset, length) => source.bytes(at + offset, length) }, found);
}
