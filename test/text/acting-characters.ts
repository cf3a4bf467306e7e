/**
 * Invisible and control characters, listed independently of the rule under test. DerivedCoreProperties.txt 16.0,
 * `Default_Ignorable_Code_Point` (it includes the twelve of PropList.txt, `Bidi_Control`).
 */
const ignorable: readonly (readonly [first: number, last: number])[] = [
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];
const others: typeof ignorable = [
  // ECMA-48: C0, DEL, C1.
  [0x00, 0x1f],
  [0x7f, 0x9f],
  // Line and paragraph separators; annotations; surrogates.
  [0x2028, 0x2029],
  [0xfff9, 0xfffb],
  [0xd800, 0xdfff],
];
const ranges = [...ignorable, ...others];

export const acts = (code: number): boolean => ranges.some(([first, last]) => code >= first && code <= last);

/** Each code point of Unicode as a string, with its number. */
export const everyCharacter = (): (readonly [string, number])[] =>
  Array.from({ length: 0x110000 }, (_, code) => [String.fromCodePoint(code), code] as const);

/** Up to 60 characters: of all planes, half of them invisible or control characters. */
export function randomText(seed: number): string {
  let state = seed;
  // A linear congruential generator (Numerical Recipes, 3rd edition, section 7.1.5): the same text for the same seed.
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
  return Array.from({ length: below(60) }, () => {
    const [first, last] = ranges[below(ranges.length)] ?? [0, 0];
    return String.fromCodePoint(below(2) === 0 ? below(0x110000) : first + below(last - first + 1));
  }).join('');
}
