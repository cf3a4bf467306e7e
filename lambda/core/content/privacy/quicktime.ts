import { latin1, u32be } from '../reading/bytes.js';
import { boxesIn, type MetadataBox } from './boxes.js';
import { readExif } from './exif.js';
import { readItems, readPlainBox } from './heif.js';
import type { PersonalKind } from './personal-kind.js';
import type { Found, Source } from './source.js';
import { readXmp } from './xmp.js';

const mostOfList = 64 * 1024;

/** QuickTime File Format, "User data atoms"; 3GPP TS 26.244, 8.2 (`loci`, `auth`, `perf`); serial numbers by makers. */
const userData: Readonly<Record<string, PersonalKind>> = {
  '\xa9xyz': 'location',
  loci: 'location',
  CAME: 'device',
  LENS: 'device',
  SNum: 'device',
  slno: 'device',
  '\xa9aut': 'person',
  auth: 'person',
  apID: 'person',
  ownr: 'person',
};
/** QuickTime File Format, "Metadata keys". */
const keys: readonly (readonly [RegExp, PersonalKind])[] = [
  [/(?:^|\.)location(?:\.|-|$)|gps/i, 'location'],
  [/serial/i, 'device'],
  [/\.(?:author|artist|creator|director|producer|publisher|owner)$/i, 'person'],
];
/** Positions by the second, of GoPro, Google's camera motion, and others. */
const telemetry = /^(?:GPMF|gps |gps0|GPS )$/;
const timedFormats = /gpmd|camm|com\.apple\.quicktime\.location\.ISO6709/;
const canonBox = '\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48';

/** MP4, QuickTime, HEIC, AVIF, JPEG XL and raw photos of Canon: boxes that say where and with what. */
export async function readMedia(source: Source, sizeBytes: number, found: Found): Promise<void> {
  for (const box of await boxesIn(source, 0, sizeBytes)) {
    if (box.name === 'meta') await readMeta(source, box, found);
    else if (box.name === 'moov') await readMovie(source, box, found);
    else if (/^(?:uuid|Exif|xml )$/.test(box.name)) await readPlainBox(source, box, found);
    else if (telemetry.test(box.name)) found.add('location');
  }
}

async function readMovie(source: Source, movie: MetadataBox, found: Found): Promise<void> {
  for (const box of await boxesIn(source, movie.start, movie.end)) {
    if (box.name === 'udta') await readUserData(source, box, found);
    else if (box.name === 'meta') await readMeta(source, box, found);
    else if (box.name === 'trak') await readTrack(source, box, found);
    else if (box.name === 'uuid') await readCanon(source, box, found);
    else if (telemetry.test(box.name)) found.add('location');
  }
}

async function readTrack(source: Source, track: MetadataBox, found: Found): Promise<void> {
  for (const box of await boxesIn(source, track.start, track.end)) {
    if (box.name === 'udta') await readUserData(source, box, found);
    else if (box.name === 'meta') await readMeta(source, box, found);
    else if (box.name === 'mdia') {
      // The kind of its samples stands within a few hundred bytes, behind the headers.
      const head = await source.bytes(box.start, Math.min(box.end - box.start, 1024));
      if (head && timedFormats.test(latin1(head))) found.add('location');
    }
  }
}

async function readUserData(source: Source, data: MetadataBox, found: Found): Promise<void> {
  for (const box of await boxesIn(source, data.start, data.end)) {
    const kind = Object.hasOwn(userData, box.name) ? userData[box.name] : undefined;
    if (kind && box.end - box.start > 4) found.add(kind);
    else if (box.name === 'meta') await readMeta(source, box, found);
    else if (telemetry.test(box.name)) found.add('location');
    else if (box.name === 'XMP_') {
      const packet = await source.bytes(box.start, Math.min(box.end - box.start, mostOfList));
      if (packet) readXmp(latin1(packet), found);
    }
  }
}

/** Items of pictures, or the list of keys and their values; QuickTime's has no version, MPEG-4's has. */
async function readMeta(source: Source, meta: MetadataBox, found: Found): Promise<void> {
  const head = await source.bytes(meta.start, 8);
  if (!head) return;
  const start = u32be(head, 0) === 0 ? meta.start + 4 : meta.start;
  const boxes = await boxesIn(source, start, meta.end);
  if (boxes.some(({ name }) => name === 'iinf')) return readItems(source, meta, found);
  for (const box of boxes) {
    if (box.name === 'keys') await readKeys(source, box, found);
    else if (box.name === 'ilst') await readUserData(source, box, found);
  }
}

/** Version, count, then each key with its length and namespace. Writers name only what they have a value for. */
async function readKeys(source: Source, { start, end }: MetadataBox, found: Found): Promise<void> {
  for (const key of await boxesIn(source, start + 8, end)) {
    const name = latin1(
      (await source.bytes(key.start, Math.min(256, key.end - key.start))) ?? Buffer.alloc(0),
    );
    for (const [pattern, kind] of keys) if (pattern.test(name)) found.add(kind);
  }
}

/** CR3: blocks of TIFF in a box of Canon's own, one of them with the position. */
async function readCanon(source: Source, box: MetadataBox, found: Found): Promise<void> {
  const id = await source.bytes(box.start, 16);
  if (!id || latin1(id) !== canonBox) return readPlainBox(source, box, found);
  for (const { name, start, end } of await boxesIn(source, box.start + 16, box.end)) {
    if (!/^CMT[1-4]$/.test(name)) continue;
    const within = {
      bytes: (at: number, length: number) =>
        at < end - start
          ? source.bytes(start + at, Math.min(length, end - start - at))
          : Promise.resolve(undefined),
    };
    // The fourth block is a directory of positions without one that leads to it.
    await readExif(within, found, name === 'CMT4' ? 'gps' : 'image');
  }
}
