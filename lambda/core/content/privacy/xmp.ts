import type { PersonalKind } from './personal-kind.js';
import type { Found } from './source.js';

/** XMP Specification part 2, Exif 2.32 for XMP, IPTC Photo Metadata Standard, MWG regions: by their local names. */
const names: readonly (readonly [PersonalKind, string])[] = [
  [
    'location',
    'GPSLatitude GPSLongitude GPSDestLatitude GPSAreaInformation GpsLatitude GpsLongitude GPSCoordinates City State Country CountryCode CountryName Location Sublocation LocationCreated LocationShown LocationName ProvinceState',
  ],
  [
    'device',
    'SerialNumber BodySerialNumber LensSerialNumber CameraSerialNumber InternalSerialNumber FlashSerialNumber DroneSerialNumber',
  ],
  [
    'person',
    'creator Owner OwnerName CameraOwnerName Photographer Artist AuthorsPosition CaptionWriter PersonInImage PersonName PersonDisplayName PersonInImageName Credit rights',
  ],
];
const kindOf = new Map(names.flatMap(([kind, list]) => list.split(' ').map((name) => [name, kind] as const)));
const prefixes =
  'exif|exifEX|tiff|aux|dc|photoshop|Iptc4xmpCore|Iptc4xmpExt|xmpRights|drone-dji|MPReg|MP|mwg-rs|crs|xmp|MicrosoftPhoto|acdsee|apple-fi';
/** As an attribute with a value, or as an element with text in it, perhaps in a list. */
const property = new RegExp(
  String.raw`[\s<](?:${prefixes}):(${[...kindOf.keys()].join('|')})(?:\s*=\s*(?:"([^"]{0,200})|'([^']{0,200}))|(?=[\s>])[^>]{0,200}>(?:\s*<[^/>]{1,200}>){0,4}\s*([^<\s]))`,
  'g',
);
const mostLength = 256 * 1024;

/** Properties of an XMP packet that name a place, a device or somebody. */
export function readXmp(packet: string, found: Found): void {
  for (const [, name = '', double, single, text] of packet.slice(0, mostLength).matchAll(property)) {
    const value = double ?? single ?? text ?? '';
    const kind = kindOf.get(name);
    if (kind && value.trim() !== '') found.add(kind);
  }
}

/** Packets wherever they stand in these bytes: readers find them so (XMP Specification part 3, 1.1). */
export function readPackets(text: string, found: Found): void {
  for (let at = text.indexOf('<x:xmpmeta'); at >= 0; at = text.indexOf('<x:xmpmeta', at + 10)) {
    const end = text.indexOf('</x:xmpmeta', at);
    readXmp(text.slice(at, end < 0 ? text.length : end), found);
  }
}
