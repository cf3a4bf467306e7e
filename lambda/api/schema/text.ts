import { visibleText } from '../../../text/visible-text.js';

/**
 * The rule for text that users choose: each field defines its bounds here. Any well-formed Unicode is accepted, and
 * stored in NFC.
 */
export interface TextRule {
  /** @default 1 */
  readonly minCharacters?: number;
  /** Code points, as JSON Schema counts (RFC 8259 section 7 calls them characters): an emoji may be one. */
  readonly maxCharacters?: number;
  /** Of UTF-8. */
  readonly maxBytes?: number;
  /**
   * People compare it visually: it must equal its `visibleText`.
   * @default false
   */
  readonly isName?: true;
  /**
   * It must have a character that can be seen, as every name has.
   * @default false
   */
  readonly isVisible?: true;
}

/**
 * UAX #15: what is shown as one text is stored as one, however a keyboard or a file system composes it (macOS gives
 * `e` and an accent where others give `é`).
 */
export const normalized = (text: string): string => text.normalize('NFC');

/** U+2800 is blank too, although Unicode classifies it as a symbol. */
const visible = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What was expected; undefined if the text is valid. */
export function wrongWithText(text: string, rule: TextRule): string | undefined {
  const { minCharacters = 1, maxCharacters = Infinity, maxBytes = Infinity } = rule;
  const { isName, isVisible = isName } = rule;
  // Before any check whose time depends on the length: a character has at most two code units.
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
  if (isVisible && !visible.test(text)) return 'expected at least one character that can be seen';
  if (isName && visibleText(text) !== text)
    return 'expected no line breaks, control characters, or characters that reverse or hide text';
  return undefined;
}
