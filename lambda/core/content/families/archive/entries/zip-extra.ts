import { latin1, u16le, u32le } from '../../../reading/bytes.js';
import { crc32 } from '../../../reading/crc32.js';

/** APPNOTE.TXT 4.5.3, 4.6.8, 4.6.9: sizes of ZIP64, and comment and name in UTF-8. Readers use the first or the last. */
const single = [0x0001, 0x6375, 0x7075];
const unicodeName = 0x7075;
/** Writers that align what follows leave fewer bytes than a field's header has. */
const fieldHeaderBytes = 4;

function* fieldsIn(extra: Buffer): Generator<{ id: number; bytes: Buffer; isCut: boolean }> {
  for (let at = 0; at + fieldHeaderBytes <= extra.length;) {
    const length = u16le(extra, at + 2);
    const end = at + fieldHeaderBytes + length;
    yield {
      id: u16le(extra, at),
      bytes: extra.subarray(at + fieldHeaderBytes, end),
      isCut: end > extra.length,
    };
    at = end;
  }
}

/** What is wrong with the extra fields of an entry (4.5.1: numbers, each with its length). */
export function extraFault(extra: Buffer): string | undefined {
  const seen = new Set<number>();
  for (const { id, isCut } of fieldsIn(extra)) {
    // Zeros are padding.
    if (isCut && id !== 0) return 'an extra field is longer than its room';
    if (single.includes(id) && seen.has(id)) return 'an extra field stands twice';
    seen.add(id);
  }
  return undefined;
}

/** 4.6.9: a name in UTF-8 counts if its checksum is that of the header's name. */
export function secondName(extra: Buffer, name: Buffer): Buffer | undefined {
  for (const { id, bytes } of fieldsIn(extra))
    if (id === unicodeName && bytes[0] === 1 && u32le(bytes, 1) === crc32(name)) return bytes.subarray(5);
  return undefined;
}

/**
 * One of ASCII needs no other, and another encoding of the same name has the same folders and ending: the bytes of `/`,
 * `.` and letters behind it are the same in those that archives are written in.
 */
export function unicodeNameFault(extra: Buffer, name: Buffer): string | undefined {
  const second = secondName(extra, name);
  if (!second || second.equals(name)) return undefined;
  const isAscii = name.every((byte) => byte < 0x80);
  const [ending, other] = [endingOf(name), endingOf(second)];
  const differs = ending !== undefined && other !== undefined && ending !== other;
  return isAscii || differs ? 'a second name' : undefined;
}

/** Nothing where letters beyond ASCII stand in it. */
function endingOf(name: Buffer): string | undefined {
  const last = latin1(name).split(/[\\/]/).at(-1) ?? '';
  return /^[^.]*$|\.([a-z\d]{0,16})$/i
    .exec(last)?.[0]
    .replace(/^[^.]*$/, '')
    .toLowerCase();
}
