import { has, latin1 } from '../reading/bytes.js';

export interface Text {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | '8-bit';
  /** The characters, without a byte order mark. */
  readonly characters: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
// Tab, line feed, form feed, carriage return and escape are text; WHATWG MIME Sniffing section 3 calls the rest binary.
// eslint-disable-next-line no-control-regex
const binaryCharacters = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
// eslint-disable-next-line no-control-regex
const binaryCharactersAll = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/g;
/** Old printer texts and logs contain an occasional control character. */
const strayControls = 2;

/**
 * The bytes as text, or `undefined` if they are binary.
 * @param isWhole false: the bytes are the beginning of a file and may end within a character
 */
export function decode(bytes: Buffer, isWhole: boolean): Text | undefined {
  return decodeWide(bytes) ?? (startsWide(bytes) ? undefined : decodeBytes(bytes, isWhole));
}

const startsWide = (bytes: Buffer): boolean => has(bytes, 0, '\xff\xfe') || has(bytes, 0, '\xfe\xff');

/** UTF-16 and UTF-32, by their byte order marks. */
function decodeWide(bytes: Buffer): Text | undefined {
  if (has(bytes, 0, '\xff\xfe\0\0')) return wide('utf-32le', utf32(bytes, 4, true));
  if (has(bytes, 0, '\0\0\xfe\xff')) return wide('utf-32be', utf32(bytes, 4, false));
  if (has(bytes, 0, '\xff\xfe')) return wide('utf-16le', latin16(bytes.subarray(2)));
  if (has(bytes, 0, '\xfe\xff')) return wide('utf-16be', latin16(swapped(bytes.subarray(2))));
  return undefined;
}

const wide = (encoding: Text['encoding'], characters: string | undefined): Text | undefined =>
  characters && !binaryCharacters.test(characters) ? { encoding, characters } : undefined;

const latin16 = (bytes: Buffer): string => bytes.toString('utf16le', 0, bytes.length & ~1);

function swapped(bytes: Buffer): Buffer {
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return even.swap16();
}

function utf32(bytes: Buffer, from: number, littleEndian: boolean): string | undefined {
  const codes: string[] = [];
  for (let at = from; at + 4 <= bytes.length; at += 4) {
    const code = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    if (code > 0x10ffff) return undefined;
    codes.push(String.fromCodePoint(code));
  }
  return codes.join('');
}

function decodeBytes(bytes: Buffer, isWhole: boolean): Text | undefined {
  const mark = has(bytes, 0, '\xef\xbb\xbf') ? 3 : 0;
  const body = bytes.subarray(mark, isWhole ? bytes.length : wholeCharacters(bytes));
  if (body.length === 0) return undefined;
  if (!isTextual(latin1(body))) return undefined;
  try {
    return { encoding: 'utf-8', characters: utf8.decode(body) };
  } catch {
    return decodeEightBit(body);
  }
}

function isTextual(characters: string): boolean {
  if (!binaryCharacters.test(characters)) return true;
  const controls = characters.match(binaryCharactersAll) ?? [];
  return characters.length >= 64 && controls.length <= strayControls && !characters.includes('\0');
}

/** Latin-1, Windows-125x, Shift-JIS and the like can't be distinguished; a short run of high bytes is not text. */
function decodeEightBit(bytes: Buffer): Text | undefined {
  const characters = latin1(bytes);
  const high = bytes.length < 32 ? [...bytes].filter((byte) => byte >= 0x80).length : 0;
  return high > bytes.length * 0.7 ? undefined : { encoding: '8-bit', characters };
}

/** The length without a UTF-8 sequence that is cut off at the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) break;
  }
  return bytes.length;
}
