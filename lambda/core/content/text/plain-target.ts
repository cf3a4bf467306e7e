const ampersand = 0x26;
const longestReference = 12;
/** Names of characters that a scheme can be written with (HTML, "Named character references"). */
const named: Readonly<Record<string, string>> = { '&colon;': ':', '&Tab;': '', '&NewLine;': '' };

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
  let out = '';
  let kept = 0;
  let at = 0;
  while (at < value.length) {
    const code = value.charCodeAt(at);
    if (code !== ampersand && !isDropped(code)) {
      at++;
      continue;
    }
    out += value.slice(kept, at);
    const reference = code === ampersand ? referenceAt(value, at) : undefined;
    // An ampersand that begins no reference stands for itself.
    out += reference?.character ?? (code === ampersand ? '&' : '');
    at += reference?.length ?? 1;
    kept = at;
  }
  return kept === 0 ? value : out + value.slice(kept);
}

interface Reference {
  readonly character: string;
  readonly length: number;
}

function referenceAt(value: string, at: number): Reference | undefined {
  if (value.charCodeAt(at + 1) === 0x23) return numericReference(value, at);
  const near = value.slice(at, at + longestReference);
  const name = near.slice(0, near.indexOf(';') + 1);
  const character = named[name];
  return character === undefined ? undefined : { character, length: name.length };
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
