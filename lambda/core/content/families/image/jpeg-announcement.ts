import { has, latin1, u16be, u16le, u32be, u32le } from '../../reading/bytes.js';

/** What the metadata of a JPEG says about bytes behind its end. */
export interface Announcement {
  /** Offsets and sizes of further images (CIPA DC-007, multi-picture format). */
  pictures?: readonly { readonly start: number; readonly size: number }[];
  /** How many bytes at the end of the file are further images and videos, by name (Google's container directory). */
  trailing?: { readonly bytes: number; readonly name: string };
}

const maxPictures = 8;

/** Takes note of what one application segment announces. `payloadStart` is where `payload` lies in the file. */
export function noteAnnouncement(
  marker: number,
  payload: Buffer,
  payloadStart: number,
  seen: Announcement,
): void {
  if (marker === 0xe2 && has(payload, 0, 'MPF\0'))
    seen.pictures = pictureIndex(payload.subarray(4), payloadStart + 4);
  if (marker === 0xe1 && has(payload, 0, 'http://ns.adobe.com/xap/1.0/')) {
    const trailing = containerDirectory(latin1(payload));
    if (trailing) seen.trailing = trailing;
  }
}

/** CIPA DC-007, 5.2: a TIFF directory whose tag B002 lists 16 bytes a picture: attributes, size, offset from here. */
function pictureIndex(mpf: Buffer, base: number): { start: number; size: number }[] {
  const littleEndian = has(mpf, 0, 'II*\0');
  const u16 = littleEndian ? u16le : u16be;
  const u32 = littleEndian ? u32le : u32be;
  const directory = u32(mpf, 4);
  const pictures = [];
  for (let entry = 0; entry < Math.min(u16(mpf, directory), 16); entry++) {
    const at = directory + 2 + entry * 12;
    if (u16(mpf, at) !== 0xb002) continue;
    const list = u32(mpf, at + 8);
    const count = Math.min(u32(mpf, at + 4) / 16, maxPictures);
    // The first picture is the one we are in.
    for (let picture = 1; picture < count; picture++) {
      const size = u32(mpf, list + picture * 16 + 4);
      const offset = u32(mpf, list + picture * 16 + 8);
      if (offset > 0 && size > 4) pictures.push({ start: base + offset, size });
    }
  }
  return pictures;
}

/** Android "Motion Photo format 1.0" and "Ultra HDR image format": items lie at the end of the file, in order. */
function containerDirectory(xmp: string): Announcement['trailing'] {
  const old = /MicroVideoOffset(?:="|>)(\d{1,12})/.exec(xmp);
  if (old) return { bytes: Number(old[1]), name: 'a motion photo' };
  let bytes = 0;
  for (const [, length] of xmp.matchAll(/Item:Length(?:="|>)(\d{1,12})/g)) bytes += Number(length);
  for (const [, padding] of xmp.matchAll(/Item:Padding(?:="|>)(\d{1,12})/g)) bytes += Number(padding);
  if (bytes === 0) return undefined;
  return { bytes, name: /Semantic(?:="|>)MotionPhoto/.test(xmp) ? 'a motion photo' : 'a gain map' };
}
