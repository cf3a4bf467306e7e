import { constants, inflateSync } from 'node:zlib';
import { fourCc, has, latin1, u32be } from '../reading/bytes.js';
import type { FileView } from '../reading/file-view.js';
import { readExif } from './exif.js';
import { readResources } from './iptc.js';
import { blockSource, type Found, type Source } from './source.js';
import { readXmp } from './xmp.js';

const mostChunks = 200;
const mostOfChunk = 64 * 1024;
const mostUnpacked = 256 * 1024;
const telling = ['eXIf', 'iTXt', 'tEXt', 'zTXt'];

/** Chunks up to the pixels, and those behind them as far as the end of the file was read. */
export async function readPng(file: FileView, source: Source, found: Found): Promise<void> {
  let at = 8;
  for (let chunks = 0; chunks < mostChunks; chunks++) {
    const header = await source.bytes(at, 8);
    const name = header ? fourCc(header, 4) : 'IEND';
    if (!header || name === 'IDAT' || name === 'IEND') break;
    const length = u32be(header, 0);
    if (telling.includes(name)) {
      const content = await source.bytes(at + 8, Math.min(length, mostOfChunk));
      if (content) await readChunk(name, content, found);
    }
    at += 12 + length;
  }
  await readTail(file, found);
}

/** Between the image data and the end, chunks are found by their names. */
async function readTail({ tail }: FileView, found: Found): Promise<void> {
  for (const name of telling) {
    let at = tail.indexOf(name, 0, 'latin1');
    for (let tries = 0; at >= 4 && tries < 16; tries++) {
      const length = u32be(tail, at - 4);
      if (at + 4 + length + 4 <= tail.length)
        await readChunk(name, tail.subarray(at + 4, at + 4 + length), found);
      at = tail.indexOf(name, at + 4, 'latin1');
    }
  }
}

async function readChunk(name: string, content: Buffer, found: Found): Promise<void> {
  if (name === 'eXIf') return readExif(blockSource(content), found);
  const end = content.indexOf(0);
  if (end < 0) return;
  const keyword = latin1(content, 0, end);
  const text = name === 'tEXt' ? content.subarray(end + 1) : unpackedText(name, content, end + 1);
  if (keyword === 'XML:com.adobe.xmp') readXmp(latin1(text), found);
  else if (/^Raw profile type (?:exif|APP1|iptc|8bim|xmp)$/i.test(keyword)) await readProfile(text, found);
  else if (/^(?:Author|Copyright|Artist|Creator)$/i.test(keyword) && text.length > 0) found.add('person');
  else if (/serial ?(?:no|num)/i.test(keyword)) found.add('device');
}

/** PNG (third edition), 11.3.3: zTXt has its method first; iTXt two flags, a language and a translated keyword. */
function unpackedText(name: string, content: Buffer, from: number): Buffer {
  if (name === 'zTXt') return inflated(content.subarray(from + 1));
  const language = content.indexOf(0, from + 2);
  const translated = language < 0 ? -1 : content.indexOf(0, language + 1);
  if (translated < 0) return Buffer.alloc(0);
  const text = content.subarray(translated + 1);
  return content[from] === 1 ? inflated(text) : text;
}

/** ImageMagick: name, length and hexadecimal digits, by lines. */
async function readProfile(text: Buffer, found: Found): Promise<void> {
  const [name = '', length = '', ...lines] = latin1(text).trimStart().split('\n');
  if (!/^[\w ]+\r?$/.test(name) || !/^\d+$/.test(length.trim())) return;
  const bytes = Buffer.from(lines.join('').replace(/\s/g, ''), 'hex');
  if (has(bytes, 0, 'Exif\0\0')) await readExif(blockSource(bytes.subarray(6)), found);
  else if (has(bytes, 0, 'II') || has(bytes, 0, 'MM')) await readExif(blockSource(bytes), found);
  else if (has(bytes, 0, '8BIM') || bytes[0] === 0x1c) readResources(bytes, found);
  else readXmp(latin1(bytes), found);
}

function inflated(packed: Buffer): Buffer {
  try {
    return inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostUnpacked });
  } catch {
    return Buffer.alloc(0);
  }
}
