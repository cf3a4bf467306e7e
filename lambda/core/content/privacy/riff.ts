import { fourCc, has, latin1, u32le } from '../reading/bytes.js';
import type { FileView } from '../reading/file-view.js';
import { readExif } from './exif.js';
import { blockSource, type Found, type Source } from './source.js';
import { readXmp } from './xmp.js';

const mostChunks = 64;
const mostOfChunk = 64 * 1024;

/** Chunks of WebP and WAV: Exif and XMP stand behind the picture, so the end of the file is searched as well. */
export async function readRiff(file: FileView, source: Source, found: Found): Promise<void> {
  let at = 12;
  for (let chunks = 0; chunks < mostChunks; chunks++) {
    const header = await source.bytes(at, 8);
    if (!header || header.length < 8) break;
    const length = u32le(header, 4);
    await readChunk(fourCc(header, 0), () => source.bytes(at + 8, Math.min(length, mostOfChunk)), found);
    at += 8 + length + (length & 1);
  }
  const { tail } = file;
  for (const name of ['EXIF', 'XMP ']) {
    const mark = tail.indexOf(name, 0, 'latin1');
    if (mark < 0) continue;
    const content = tail.subarray(mark + 8, mark + 8 + u32le(tail, mark + 4));
    await readChunk(name, () => Promise.resolve(content), found);
  }
}

async function readChunk(name: string, read: () => Promise<Buffer | undefined>, found: Found): Promise<void> {
  if (name === 'EXIF') {
    const content = await read();
    // Some writers keep the mark that the block has in JPEG.
    if (content)
      await readExif(blockSource(has(content, 0, 'Exif\0\0') ? content.subarray(6) : content), found);
  } else if (name === 'XMP ' || name === '_PMX') {
    const content = await read();
    if (content) readXmp(latin1(content), found);
  } else if (name === 'bext') {
    // EBU Tech 3285: description, originator and its reference, 256, 32 and 32 bytes. EBU R 99: the reference of a recorder
    // holds its serial number.
    const content = await read();
    if (content && isSourceId(latin1(content, 288, 320))) found.add('device');
  }
}

/** EBU R 99: country, organization, 12 characters of a serial number, time, and a random number; 32 in all. */
const isSourceId = (reference: string): boolean =>
  /^[A-Z]{2}[\x21-\x7e]{3}[\x20-\x7e]{12}\d{6}\d{9}/.test(reference);
