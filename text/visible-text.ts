/**
 * How untrusted text is shown: names of files, captions, messages of a service, names of people. It must be visible as
 * it is, and must not control what shows it.
 *
 * Replaced by U+FFFD, one for one, are:
 * - control characters: C0, DEL and C1 (ECMA-48; terminals obey C1 in UTF-8 too), line and paragraph separators;
 * - characters that reorder text (UAX #9, `Bidi_Control`): with them `photo_exe.gpj` is a program
 *   (UTS #55 section 3, "spoofing using bidirectional reordering"; UTS #39 section 3.1);
 * - other invisible characters (`Default_Ignorable_Code_Point`, UTS #39 section 3.1: zero-width spaces, tags,
 *   fillers), interlinear annotations, and halves of surrogate pairs;
 * - the fifth combining mark on one letter, and those after it: they overlap the lines around
 *   (UTS #39 section 5.4, "more than 4 nonspacing marks").
 *
 * Exceptions that scripts and emoji need: joiners between letters of scripts that join or stack (UTS #39 section
 * 3.1.1), those that UTS #51 section 1.4.9 allows in and after emoji, variants of ideographs (UTS #37) and of Mongolian
 * letters.
 */
const acting = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

/** Blocks of the scripts whose letters join or stack: Arabic to Myanmar, Khmer, Mongolian. */
const joined = '(?!\\p{DI})[\\u0600-\\u109f\\u1780-\\u18af]';

/** Matched with the text before it, which decides: the exceptions to `acting`. */
const kept = [
  `(?<=${joined})[\\u200c\\u200d](?=${joined})`,
  '(?<=\\p{ExtPict}[\\ufe0f\\p{EMod}]?)\\u200d(?=\\p{ExtPict})',
  '(?<=\\p{ExtPict})[\\ufe0e\\ufe0f]',
  '(?<=[#*0-9])\\ufe0f(?=\\u20e3)',
  '(?<=\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{0,6})[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}\\u{e007f}]',
  '(?<=\\p{sc=Han})[\\u{e0100}-\\u{e01ef}]',
  '(?<=[\\u1820-\\u18aa])[\\u180b-\\u180d\\u180f]',
].join('|');

const piled = '(?<=[\\p{Mn}\\p{Me}]{4})[\\p{Mn}\\p{Me}]';
const replaced = `(${acting.source}|${piled})`;

const strict = new RegExp(`${kept}|${replaced}`, 'gu');
const lenient = new RegExp(`${kept}|[\\n\\t\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2060]|${replaced}`, 'gu');

const replace = (text: string, rule: RegExp, by = '\ufffd'): string =>
  text.replace(rule, (character, acts?: string) => (acts === undefined ? character : by));

/** A name, or a message within one line. */
export const visibleText = (text: string): string => replace(text, strict);

/**
 * Text of several lines, shown as isolated paragraphs (`dir="auto"`): line feeds and tabs stay, optional line breaks,
 * and the marks with which writers of right-to-left scripts place punctuation.
 */
export const visibleProse = (text: string): string => replace(text, lenient);

/** Without the characters that `visibleText` replaces: for a name that is stored. */
export const withoutActing = (text: string): string => replace(text, strict, '');

/**
 * JSON (RFC 8259 section 7: any character may be escaped) without characters that control a terminal; the data is the
 * same.
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(new RegExp(acting.source, 'gu'), (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
