import { withoutActing } from './visible-text.js';

/**
 * An untrusted file name, sanitized for `Content-Disposition` and for display. RFC 6266 section 4.3: it must not
 * determine where a file is written, nor look like another name. Path separators, control characters and line
 * separators become `_`; other characters that `visibleText` replaces are removed.
 */
export function harmlessName(filename: string): string {
  return withoutActing(filename.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\\/]/gu, '_')) || '_';
}

/** NAME_MAX of Linux file systems and APFS, in bytes of UTF-8; NTFS counts 255 UTF-16 units, which is never less. */
export const longestBytes = 255;

/** An extension up to this many bytes is kept when a name is cut. */
const longestEndingBytes = 32;

/** Microsoft, "Naming Files, Paths, and Namespaces": device names, with any extension. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\.|$)/i;

/**
 * The name under which an untrusted file is written to a disk of any system: a `harmlessName`, and
 *
 * - characters that Windows does not allow become `_`, and its device names get a prefix `_`;
 * - so does a beginning that would hide the file (`.`), or make it an option of a command (`-`);
 * - blanks at either end and dots at the end are removed: Windows drops them, and `a.exe.` would be `a.exe`;
 * - NFC (UAX #15): one name, not two that look the same;
 * - at most 255 bytes: the stem is cut, the extension stays.
 */
export function diskName(filename: string): string {
  const plain = harmlessName(filename)
    .replace(/[:*?"<>|]/g, '_')
    .normalize('NFC')
    .trim()
    .replace(/^[.-]+/, '_');
  const name = withoutEnd(plain);
  return shortened(devices.test(name) ? `_${name}` : name || '_', longestBytes);
}

const withoutEnd = (name: string): string => name.replace(/[\s.]+$/u, '');

/** At most this many bytes in UTF-8: the stem is cut, a valid extension stays. */
export function shortened(name: string, mostBytes: number): string {
  if (byteLength(name) <= mostBytes) return name;
  const last = /\.[^.\s]+$/u.exec(name)?.[0] ?? '';
  const ending = byteLength(last) <= longestEndingBytes ? last : '';
  const left = mostBytes - byteLength(ending);
  let [stem, length] = ['', 0];
  // By grapheme clusters: half of an emoji is another one.
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - ending.length))) {
    length += byteLength(segment);
    if (length > left) break;
    stem += segment;
  }
  return (withoutEnd(stem) || '_') + ending;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
