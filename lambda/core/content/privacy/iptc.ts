import { has, latin1, u16be, u32be } from '../reading/bytes.js';
import type { PersonalKind } from './personal-kind.js';
import type { Found } from './source.js';
import { readXmp } from './xmp.js';

const mostResources = 256;
const mostDataSets = 1024;
/** Adobe Photoshop File Formats Specification, "Image Resource IDs". */
const resource = { iptc: 0x0404, xmp: 0x0424 } as const;

/** IPTC-NAA Information Interchange Model 4.2, chapter 6, record 2: names of places and of people. */
const dataSets: ReadonlyMap<number, PersonalKind> = new Map<number, PersonalKind>([
  [26, 'location'], // Content Location Code
  [27, 'location'], // Content Location Name
  [90, 'location'], // City
  [92, 'location'], // Sub-location
  [95, 'location'], // Province/State
  [100, 'location'], // Country Code
  [101, 'location'], // Country
  [80, 'person'], // By-line
  [110, 'person'], // Credit
  [116, 'person'], // Copyright Notice
  [118, 'person'], // Contact
  [122, 'person'], // Writer/Editor
]);

/** Whether a list of so many bytes begins with a resource that ends in it: a long list is not read for less. */
export function beginsResources(bytes: Buffer, listBytes: number): boolean {
  if (!has(bytes, 0, '8BIM')) return false;
  const from = contentOf(bytes, 0);
  return from <= bytes.length && from + u32be(bytes, from - 4) <= listBytes;
}

/** Behind the mark, the id, a name of an even length with its count, and the length. */
const contentOf = (bytes: Buffer, at: number): number => at + 6 + (((bytes[at + 6] ?? 0) + 2) & ~1) + 4;

/** Resources of Photoshop, or the records of IPTC alone. */
export function readResources(bytes: Buffer, found: Found): void {
  if (bytes[0] === 0x1c) readDataSets(bytes, found);
  let at = 0;
  for (let count = 0; has(bytes, at, '8BIM') && count < mostResources; count++) {
    const id = u16be(bytes, at + 4);
    const from = contentOf(bytes, at);
    const length = u32be(bytes, from - 4);
    const content = bytes.subarray(from, from + length);
    if (id === resource.iptc) readDataSets(content, found);
    else if (id === resource.xmp) readXmp(latin1(content), found);
    at = from + length + (length & 1);
  }
}

/** Each with a mark, its record and number, and a length of two bytes. */
function readDataSets(bytes: Buffer, found: Found): void {
  let at = 0;
  for (let count = 0; bytes[at] === 0x1c && count < mostDataSets; count++) {
    const length = u16be(bytes, at + 3);
    if (length >= 0x8000) return;
    const kind = bytes[at + 1] === 2 ? dataSets.get(bytes[at + 2] ?? 0) : undefined;
    if (kind && latin1(bytes, at + 5, at + 5 + length).trim() !== '') found.add(kind);
    at += 5 + length;
  }
}
