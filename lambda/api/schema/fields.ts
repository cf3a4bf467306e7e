import * as z from 'zod/mini';
import { wrongWithText, type TextRule } from './text.js';

/** Fields that more than one request has. */

/** One check for all that the rule says, so that a field has one error, and the document what the rule is. */
const fits = (rule: TextRule) =>
  z.check<string>((payload) => {
    const message = wrongWithText(payload.value, rule);
    if (message) payload.issues.push({ code: 'custom', input: payload.value, message });
  });

/** What JSON Schema can say of the rule. */
export const documented = ({ minCharacters = 1, maxCharacters, maxBytes, isName }: TextRule) => ({
  ...(minCharacters > 0 && { minLength: minCharacters }),
  // A character has at least one byte.
  maxLength: maxCharacters ?? maxBytes,
  ...(isName && { pattern: nameBehind('') }),
  ...(maxBytes !== undefined && { description: `At most ${maxBytes} bytes of UTF-8.` }),
});

/** Control characters, separators of lines, and what reorders or hides text: refused in a name whatever stands beside it. */
const unsafe =
  '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';

/** Characters that are safe to show, one of them at least no white space. A dialect of ECMA-262 that every validator knows. */
export const nameBehind = (prefix: string): string => `^${prefix}[^${unsafe}]*[^${unsafe}\\s][^${unsafe}]*$`;

export const text = (rule: TextRule) => z.string().check(fits(rule), z.meta(documented(rule)));

/** Bytes, as in most file systems: 255 characters of emoji would not fit any of them. */
export const Filename = text({ maxBytes: 255 });

/** Whatever a client keeps with a file, under whatever name. In bytes, three for each character: a page of Chinese fits. */
export const metadataName: TextRule = { maxCharacters: 64, maxBytes: 192 };
export const metadataValue: TextRule = { minCharacters: 0, maxCharacters: 512, maxBytes: 1536 };

/** NIST SP 800-63B section 3.1.1.2: characters are what is counted, and any may be among them. */
export const password = (minCharacters: number) => text({ minCharacters, maxCharacters: 128 });

/** Of a list, as an earlier answer gave it. */
export const Cursor = text({ maxCharacters: 256 });

/** RFC 3339, with its offset from UTC. */
export const Time = z.pipe(
  z.iso.datetime({ offset: true }).check(z.maxLength(64)),
  z.transform((time) => new Date(time)),
);
