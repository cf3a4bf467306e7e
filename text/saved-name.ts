import { withoutActing } from './visible-text.js';

/**
 * The name of a file of somebody else, as it is offered for saving (`Content-Disposition`) and shown beside that.
 * RFC 6266 section 4.3: it must not steer where a file is written, nor pass for another. Path separators, control
 * characters and line separators become `_`; what else acts instead of being seen (`visibleText`) is left out.
 */
export function harmlessName(filename: string): string {
  return withoutActing(filename.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\\/]/gu, '_')) || '_';
}

/** NAME_MAX of Linux file systems and APFS, in bytes of UTF-8; NTFS counts 255 UTF-16 units, which are never more. */
export const longestBytes = 255;

/** An ending may have so many bytes and still be kept where a name is cut. */
const longestEndingBytes = 32;

/** Microsoft, "Naming Files, Paths, and Namespaces": devices, whatever ending follows. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\.|$)/i;

/**
 * The name under which a file of somebody else is written to a disk of any system: a `harmlessName`, and
 *
 * - what Windows allows in no name becomes `_`, and names of its devices get a `_` in front;
 * - so does a beginning that would hide the file (`.`), or make it an option of a command (`-`);
 * - blanks at either end and dots at the end go: Windows drops them, and `a.exe.` would be `a.exe`;
 * - NFC (UAX #15): one name, not two that look the same;
 * - at most 255 bytes: the stem is cut, the ending stays.
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

/** Of at most so many bytes in UTF-8: the stem is cut, an ending that is one stays. */
export function shortened(name: string, mostBytes: number): string {
  if (byteLength(name) <= mostBytes) return name;
  const last = /\.[^.\s]+$/u.exec(name)?.[0] ?? '';
  const ending = byteLength(last) <= longestEndingBytes ? last : '';
  const left = mostBytes - byteLength(ending);
  let [stem, length] = ['', 0];
  // By what people see as one character: half of an emoji is another one.
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - ending.length))) {
    length += byteLength(segment);
    if (length > left) break;
    stem += segment;
  }
  return (withoutEnd(stem) || '_') + ending;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
