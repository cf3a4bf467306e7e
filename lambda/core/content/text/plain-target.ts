const ampersand = 0x26;
/** Names of characters that a scheme can be written with (HTML, "Named character references"). */
const named: Readonly<Record<string, string>> = { '&colon;': ':', '&Tab;': '', '&NewLine;': '' };
const names = Object.keys(named);

/** Blanks and control characters (General_Category Cc), and the blanks beyond ASCII that `\s` knows. */
const isDropped = (code: number): boolean =>
  code <= 0x20 ||
  (code >= 0x7f && code <= 0xa0) ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000 ||
  code === 0x1680 ||
  code === 0xfeff;

/**
 * The value of an attribute with character references resolved and without the blanks that URL parsers drop (WHATWG
 * URL, "basic URL parser"). Whole, however long: any number of blanks may stand before the scheme.
 */
export function plainTarget(value: string): string {
  let at = 0;
  while (at < value.length && !isChanged(value.charCodeAt(at))) at++;
  return at === value.length ? value : value.slice(0, at) + withoutReferences(value, at);
}

const isChanged = (code: number): boolean => code === ampersand || isDropped(code);

/** Up to here it costs less to join characters than to set up memory. */
const shortValue = 64;

function withoutReferences(value: string, from: number): string {
  if (value.length - from > shortValue) return withoutMany(value, from);
  let out = '';
  for (let at = from; at < value.length;) {
    const code = value.charCodeAt(at);
    const reference = code === ampersand ? referenceAt(value, at) : undefined;
    if (reference) out += reference.character;
    else if (!isDropped(code)) out += value[at] as string; // An ampersand that begins no reference stands for itself.
    at += reference?.length ?? 1;
  }
  return out;
}

/** Code by code: pieces that are joined cost far more where each reference ends one. */
function withoutMany(value: string, from: number): string {
  const codes = new Uint16Array(value.length - from);
  let length = 0;
  let at = from;
  while (at < value.length) {
    const code = value.charCodeAt(at);
    const reference = code === ampersand ? referenceAt(value, at) : undefined;
    if (reference) {
      for (let i = 0; i < reference.character.length; i++)
        codes[length++] = reference.character.charCodeAt(i);
    } else if (!isDropped(code)) codes[length++] = code;
    at += reference?.length ?? 1;
  }
  return Buffer.from(codes.buffer).toString('utf16le', 0, 2 * length);
}

interface Reference {
  readonly character: string;
  readonly length: number;
}

function referenceAt(value: string, at: number): Reference | undefined {
  if (value.charCodeAt(at + 1) === 0x23) return numericReference(value, at);
  const name = names.find((known) => value.startsWith(known, at));
  return name === undefined ? undefined : { character: named[name] ?? '', length: name.length };
}

/** `&#106;` and `&#x6a;`, with the semicolon or without. */
function numericReference(value: string, from: number): Reference | undefined {
  const isHex = (value.charCodeAt(from + 2) | 0x20) === 0x78;
  const first = from + (isHex ? 3 : 2);
  let code = 0;
  let at = first;
  for (; at < value.length; at++) {
    const digit = digitOf(value.charCodeAt(at), isHex);
    if (digit < 0) break;
    code = Math.min(0x110000, code * (isHex ? 16 : 10) + digit);
  }
  if (at === first) return undefined;
  const character = code > 0x10ffff || isDropped(code) ? '' : String.fromCodePoint(code);
  return { character, length: at - from + (value.charCodeAt(at) === 0x3b ? 1 : 0) };
}

function digitOf(code: number, isHex: boolean): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return isHex && letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
