import { has, latin1, u16be } from '../../reading/bytes.js';

/** A file that stands behind the sound, and where. */
export interface Behind {
  readonly name: string;
  readonly at: number;
}

/** Tags hold covers; one that is broken is no second file. */
// eslint-disable-next-line no-control-regex -- its marks are bytes
const tagMarks = /APETAGEX|ID3[\x02-\x04]|LYRICSBEGIN|TAG\+?[\x20-\x7e\0]{3}/;
/* eslint-disable no-control-regex -- marks are bytes */
const marks: readonly (readonly [RegExp, string])[] = [
  [/\x89PNG\r\n\x1a\n\0\0\0\rIHDR/, 'a PNG image'],
  [/GIF8[79]a/, 'a GIF image'],
  [/RIFF[\s\S]{4}WEBPVP8/, 'a WebP image'],
  [/\0\0[\s\S]{2}ftyp[a-z0-9]{3}[a-z0-9 ]/i, 'an image or film (ISO base media)'],
  [/\x1a\x45\xdf\xa3[\s\S]{1,48}(?:webm|matroska)/, 'a film (Matroska)'],
];
/* eslint-enable no-control-regex */
const jpegStart = '\xff\xd8\xff';
/** So many segments side by side are no chance. */
const jpegSegments = 3;

/**
 * A picture or film behind frames of sound: players skip what is none, so that both open, while slack, tags and covers
 * in tags are none of these.
 */
export function pictureBehind(trailing: Uint8Array): Behind | undefined {
  const text = latin1(trailing);
  const found = [jpegIn(trailing, text), ...marks.map((mark) => markIn(text, mark))].filter(
    (one) => one !== undefined,
  );
  const first = found.sort((a, b) => a.at - b.at)[0];
  const tag = text.search(tagMarks);
  return first && (tag < 0 || tag > first.at) ? first : undefined;
}

function markIn(text: string, [mark, name]: readonly [RegExp, string]): Behind | undefined {
  const at = text.search(mark);
  return at < 0 ? undefined : { name, at };
}

function jpegIn(bytes: Uint8Array, text: string): Behind | undefined {
  for (let at = text.indexOf(jpegStart); at >= 0; at = text.indexOf(jpegStart, at + 1))
    if (hasSegments(bytes, at + 2)) return { name: 'a JPEG image', at };
  return undefined;
}

/** T.81, B.1.1.4: each begins with FF, its kind and its length. */
function hasSegments(bytes: Uint8Array, from: number): boolean {
  let at = from;
  for (let count = 0; count < jpegSegments; count++) {
    const kind = bytes[at + 1] ?? 0;
    if (!has(bytes, at, '\xff') || kind < 0xc0 || kind === 0xff || u16be(bytes, at + 2) < 2) return false;
    at += 2 + u16be(bytes, at + 2);
  }
  return true;
}
