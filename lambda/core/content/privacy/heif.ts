import { fourCc, has, latin1, u16be, u32be } from '../reading/bytes.js';
import { boxesIn, type MetadataBox } from './boxes.js';
import { readExif } from './exif.js';
import { blockSource, type Found, type Source } from './source.js';
import { readXmp } from './xmp.js';

const mostItems = 1024;
const mostOfList = 256 * 1024;
const mostOfItem = 64 * 1024;

interface Extent {
  readonly at: number;
  readonly length: number;
}

/** ISO/IEC 23008-12, annex A: Exif and XMP are items, named in `iinf` and placed by `iloc`. */
export async function readItems(source: Source, meta: MetadataBox, found: Found): Promise<void> {
  // A full box: version and flags first.
  const boxes = await boxesIn(source, meta.start + 4, meta.end);
  const list = boxes.find(({ name }) => name === 'iinf');
  const places = boxes.find(({ name }) => name === 'iloc');
  const ownData = boxes.find(({ name }) => name === 'idat');
  if (!list || !places) return;
  const items = await metadataItems(source, list);
  if (items.size === 0) return;
  const bytes = await source.bytes(places.start, Math.min(mostOfList, places.end - places.start));
  if (!bytes) return;
  for (const [id, extent] of extentsOf(bytes, ownData?.start ?? 0)) {
    const kind = items.get(id);
    const content = kind && (await source.bytes(extent.at, Math.min(extent.length, mostOfItem)));
    if (!content) continue;
    if (kind === 'xmp') readXmp(latin1(content), found);
    // Its first four bytes say how far behind them the header of TIFF stands.
    else await readExif(blockSource(content.subarray(4 + Math.min(u32be(content, 0), 1024))), found);
  }
}

async function metadataItems(
  source: Source,
  { start, end }: MetadataBox,
): Promise<Map<number, 'exif' | 'xmp'>> {
  const items = new Map<number, 'exif' | 'xmp'>();
  const head = await source.bytes(start, 8);
  if (!head) return items;
  const entries = await boxesIn(source, start + ((head[0] ?? 0) === 0 ? 6 : 8), end);
  for (const { name, start: at } of entries.slice(0, mostItems)) {
    if (name !== 'infe') continue;
    const entry = await source.bytes(at, 64);
    if (!entry || (entry[0] ?? 0) < 2) continue;
    const isWide = entry[0] === 3;
    const id = isWide ? u32be(entry, 4) : u16be(entry, 4);
    const type = fourCc(entry, isWide ? 10 : 8);
    if (type === 'Exif') items.set(id, 'exif');
    // Behind the name of the item, its media type.
    else if (type === 'mime' && /application\/rdf\+xml/.test(latin1(entry, 12))) items.set(id, 'xmp');
  }
  return items;
}

/** ISO/IEC 14496-12, 8.11.3: of each item the first extent, in the file or in `idat`. */
function* extentsOf(b: Buffer, ownDataAt: number): Generator<[number, Extent]> {
  const version = b[0] ?? 0;
  const [offsetBytes, lengthBytes] = [(b[4] ?? 0) >> 4, (b[4] ?? 0) & 15];
  const [baseBytes, indexBytes] = [(b[5] ?? 0) >> 4, version === 0 ? 0 : (b[5] ?? 0) & 15];
  const count = version < 2 ? u16be(b, 6) : u32be(b, 6);
  let at = version < 2 ? 8 : 10;
  const number = (bytes: number): number => {
    let value = 0;
    for (let i = 0; i < bytes; i++) value = value * 256 + (b[at + i] ?? 0);
    at += bytes;
    return value;
  };
  for (let i = 0; i < Math.min(count, mostItems) && at < b.length; i++) {
    const id = number(version < 2 ? 2 : 4);
    const isOwn = version > 0 && (number(2) & 15) === 1;
    number(2);
    const base = number(baseBytes);
    const extents = number(2);
    for (let n = 0; n < Math.min(extents, mostItems); n++) {
      number(indexBytes);
      const offset = number(offsetBytes);
      const length = number(lengthBytes);
      if (n === 0) yield [id, { at: base + offset + (isOwn ? ownDataAt : 0), length }];
    }
  }
}

/** What stands in a box of its own: `Exif` of JPEG XL has the same four bytes in front, `xml ` has nothing. */
export async function readPlainBox(
  source: Source,
  { name, start, end }: MetadataBox,
  found: Found,
): Promise<void> {
  const content = await source.bytes(start, Math.min(end - start, mostOfItem));
  if (!content) return;
  if (name === 'xml ') readXmp(latin1(content), found);
  else if (name === 'Exif')
    await readExif(blockSource(content.subarray(4 + Math.min(u32be(content, 0), 1024))), found);
  else if (has(content, 0, '\xbe\x7a\xcf\xcb')) readXmp(latin1(content, 16), found);
}
