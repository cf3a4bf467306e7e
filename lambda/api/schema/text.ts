import { visibleText } from '../../../text/visible-text.js';

/**
 * The one rule for text that users choose: each field names its bounds here, and nothing else decides what may be in
 * it. Any well-formed Unicode passes and comes back as it was sent, whatever it looks like to a program.
 */
export interface TextRule {
  /** @default 1 */
  readonly minCharacters?: number;
  /** Code points, as JSON Schema counts (RFC 8259 section 7 calls them characters): an emoji may be one. */
  readonly maxCharacters?: number;
  /** Of UTF-8. */
  readonly maxBytes?: number;
  /**
   * People compare it by eye, to see whom or what they mean: it must be shown (`visibleText`) as it is.
   * @default false
   */
  readonly isName?: true;
}

/** U+2800 is a blank too, though Unicode counts it among the symbols. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What was expected instead; undefined where nothing is wrong. */
export function wrongWithText(text: string, rule: TextRule): string | undefined {
  const { minCharacters = 1, maxCharacters = Infinity, maxBytes = Infinity, isName } = rule;
  // Before anything that takes longer the longer it is: a character has at most two code units.
  if (text.length > 2 * maxCharacters) return `expected at most ${maxCharacters} characters`;
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes)
    return `expected at most ${maxBytes} bytes of UTF-8`;
  if (!text.isWellFormed()) return 'expected well-formed Unicode, without half of a surrogate pair';
  const characters = [...text].length;
  if (characters < minCharacters)
    return minCharacters === 1
      ? 'expected a text that is not empty'
      : `expected at least ${minCharacters} characters`;
  if (characters > maxCharacters) return `expected at most ${maxCharacters} characters`;
  if (isName && !visible.test(text)) return 'expected at least one character that can be seen';
  if (isName && visibleText(text) !== text)
    return 'expected no line breaks, control characters, or characters that reverse or hide text';
  return undefined;
}
