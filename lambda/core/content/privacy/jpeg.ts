import { has, latin1, u16be } from '../reading/bytes.js';
import { readExif } from './exif.js';
import { readResources } from './iptc.js';
import { blockSource, type Found, type Source } from './source.js';
import { readXmp } from './xmp.js';

const mostSegments = 200;
const exif = 'Exif\0\0';
const xmp = 'http://ns.adobe.com/xap/1.0/\0';
const extendedXmp = 'http://ns.adobe.com/xmp/extension/\0';
const photoshop = 'Photoshop 3.0\0';
/** After the name: a digest, the whole length and the offset (XMP Specification part 3, 1.1.3.1). */
const extensionHeaderBytes = 40;

/** Segments up to the image data (T.81, B.1.1.4): APP1 with Exif or XMP, APP13 with resources of Photoshop. */
export async function readJpeg(source: Source, found: Found): Promise<void> {
  let at = 2;
  for (let segments = 0; segments < mostSegments; segments++) {
    const header = await source.bytes(at, 4);
    if (header?.[0] !== 0xff) return;
    const marker = header[1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return;
    const length = u16be(header, 2);
    if (marker === 0xe1 || marker === 0xed) {
      const content = await source.bytes(at + 4, length - 2);
      if (content) await readSegment(content, found);
    }
    at += 2 + length;
  }
}

async function readSegment(content: Buffer, found: Found): Promise<void> {
  if (has(content, 0, exif)) await readExif(blockSource(content.subarray(exif.length)), found);
  else if (has(content, 0, xmp)) readXmp(latin1(content, xmp.length), found);
  else if (has(content, 0, extendedXmp))
    readXmp(latin1(content, extendedXmp.length + extensionHeaderBytes), found);
  else if (has(content, 0, photoshop)) readResources(content.subarray(photoshop.length), found);
}
