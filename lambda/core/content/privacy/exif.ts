import { has, latin1, u16be, u16le, u32be, u32le } from '../reading/bytes.js';
import type { PersonalKind } from './personal-kind.js';
import { readResources } from './iptc.js';
import type { Found, Source } from './source.js';
import { readXmp } from './xmp.js';

const mostEntries = 512;
const mostDirectories = 8;
/** Of a value that only has to hold something. */
const valueBytes = 256;
const mostOfBlock = 64 * 1024;

/** Exif 3.0, 4.6: directories to which an entry leads. */
const pointers = { exif: 0x8769, gps: 0x8825, sub: 0x014a } as const;
/** Blocks of other formats in an entry: XMP, IPTC, resources of Photoshop. */
const blocks = { xmp: 0x02bc, iptc: 0x83bb, resources: 0x8649 } as const;

/** Entries with text, by what they name. DNG 1.7: CameraSerialNumber. */
const texts: ReadonlyMap<number, PersonalKind> = new Map<number, PersonalKind>([
  [0xa431, 'device'], // BodySerialNumber
  [0xa435, 'device'], // LensSerialNumber
  [0xc62f, 'device'], // CameraSerialNumber
  [0x013b, 'person'], // Artist
  [0x8298, 'person'], // Copyright
  [0xa430, 'person'], // CameraOwnerName
  [0xa437, 'person'], // Photographer
  [0xa438, 'person'], // ImageEditor
  [0x9c9d, 'person'], // XPAuthor
]);
/** Exif 3.0, 4.6.6: latitude and longitude, of the place and of its destination, the name of the area. */
const positions = new Set([0x02, 0x04, 0x14, 0x16, 0x1c]);
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

interface Entry {
  readonly tag: number;
  readonly bytes: number;
  readonly value: Buffer;
}

/** TIFF and Exif: directories of entries, from the header at 0. Raw photos have it with marks of their own. */
export async function readExif(source: Source, found: Found, place: Place = 'image'): Promise<void> {
  const header = await source.bytes(0, 8);
  if (!header || !(has(header, 0, 'II') || has(header, 0, 'MM'))) return;
  const walk = new ExifWalk(source, has(header, 0, 'II'), found);
  await walk.directory(walk.u32(header, 4), place);
}

type Place = 'image' | 'exif' | 'gps';

class ExifWalk {
  private readonly seen = new Set<number>();

  constructor(
    private readonly source: Source,
    private readonly isLittle: boolean,
    private readonly found: Found,
  ) {}

  u32(b: Buffer, at: number): number {
    return this.isLittle ? u32le(b, at) : u32be(b, at);
  }

  private u16(b: Buffer, at: number): number {
    return this.isLittle ? u16le(b, at) : u16be(b, at);
  }

  async directory(at: number, place: Place): Promise<void> {
    if (at < 8 || this.seen.has(at) || this.seen.size >= mostDirectories) return;
    this.seen.add(at);
    const head = await this.source.bytes(at, 2);
    const count = head ? Math.min(mostEntries, this.u16(head, 0)) : 0;
    const entries = await this.source.bytes(at + 2, count * 12 + 4);
    if (!entries) return;
    for (let i = 0; i < count && (i + 1) * 12 <= entries.length; i++)
      await this.entry(this.parse(entries, i * 12), place);
    if (place === 'image') await this.directory(this.u32(entries, count * 12), 'image');
  }

  private parse(b: Buffer, at: number): Entry {
    const size = typeBytes[this.u16(b, at + 2)] ?? 0;
    return { tag: this.u16(b, at), bytes: size * this.u32(b, at + 4), value: b.subarray(at + 8, at + 12) };
  }

  private async entry(entry: Entry, place: Place): Promise<void> {
    const { tag } = entry;
    if (place === 'gps') {
      if (positions.has(tag) && (await this.isFilled(entry))) this.found.add('location');
    } else if (tag === pointers.exif) await this.directory(this.u32(entry.value, 0), 'exif');
    else if (tag === pointers.gps) await this.directory(this.u32(entry.value, 0), 'gps');
    else if (tag === pointers.sub && entry.bytes === 4)
      await this.directory(this.u32(entry.value, 0), 'image');
    else await this.text(entry);
  }

  private async text(entry: Entry): Promise<void> {
    const kind = texts.get(entry.tag);
    if (kind) {
      if (!this.found.has(kind) && (await this.isFilled(entry))) this.found.add(kind);
    } else if (entry.tag === blocks.xmp) readXmp(latin1(await this.value(entry, mostOfBlock)), this.found);
    else if (entry.tag === blocks.iptc || entry.tag === blocks.resources)
      readResources(await this.value(entry, mostOfBlock), this.found);
  }

  /** Blanks, zeros and question marks are what cameras write where nothing is set. */
  private async isFilled(entry: Entry): Promise<boolean> {
    return (await this.value(entry, valueBytes)).some((byte) => byte !== 0 && byte !== 0x20 && byte !== 0x3f);
  }

  private async value({ bytes, value }: Entry, most: number): Promise<Buffer> {
    if (bytes <= 4) return value.subarray(0, bytes);
    return (await this.source.bytes(this.u32(value, 0), Math.min(bytes, most))) ?? Buffer.alloc(0);
  }
}
