import * as z from 'zod/mini';
import { normalized, wrongWithText, type TextRule } from './text.js';

/** Fields that more than one request has. */

/** One check for the whole rule, so that a field has one error. */
const fits = (rule: TextRule) =>
  z.check<string>((payload) => {
    const message = wrongWithText(payload.value, rule);
    if (message) payload.issues.push({ code: 'custom', input: payload.value, message });
  });

/** The part of the rule that JSON Schema can express. */
export const documented = ({ minCharacters = 1, maxCharacters, maxBytes, isName, isVisible }: TextRule) => ({
  ...(minCharacters > 0 && { minLength: minCharacters }),
  // A character has at least one byte.
  maxLength: maxCharacters ?? maxBytes,
  ...(isName ? { pattern: nameBehind('') } : isVisible && { pattern: `[^\\s${unseen}]` }),
  ...(maxBytes !== undefined && { description: `At most ${maxBytes} bytes of UTF-8.` }),
});

/**
 * Control characters, separators of lines, and what reorders or hides text wherever it stands: refused in every name.
 * What is refused only in some places (joiners, variants, many marks on one letter) is in `visibleText`.
 */
const unsafe =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb';

/** Blank, although neither white space nor, in part, refused in names. */
const unseen =
  '\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8';

/** Characters that are safe to show, at least one of them no white space. Only syntax of ECMA-262 that every validator supports. */
export const nameBehind = (prefix: string): string => `^${prefix}[^${unsafe}]*[^${unsafe}\\s][^${unsafe}]*$`;

/** What a program made, such as an id: compared as it is. */
export const text = (rule: TextRule) => z.string().check(fits(rule), z.meta(documented(rule)));

/** What a person chose. */
export const chosenText = (rule: TextRule) =>
  z.string().check(z.overwrite(normalized), fits(rule), z.meta(documented(rule)));

/** In bytes, as in most file systems: no file system can store 255 emoji. */
export const Filename = chosenText({ maxBytes: 255, isVisible: true });

/** Names and values are arbitrary. In bytes, three for each character, as Chinese needs. */
export const metadataName: TextRule = { maxCharacters: 64, maxBytes: 192 };
export const metadataValue: TextRule = { minCharacters: 0, maxCharacters: 512, maxBytes: 1536 };

/** NIST SP 800-63B section 3.1.1.2: the length is counted in characters, and all are allowed. */
export const password = (minCharacters: number) => chosenText({ minCharacters, maxCharacters: 128 });

/** From the `nextCursor` of an earlier page, whose form the pattern describes. */
export const Cursor = (pattern: string) =>
  text({ maxCharacters: 256 }).check(z.meta({ pattern, maxLength: 256 }));

const PageSize = z.pipe(
  z.string().check(z.regex(/^[1-9]\d?$|^100$/, 'expected a number of 1 to 100 in decimal digits')),
  z.transform(Number),
);

/** Elements in one page of a list: 1 to 100, by default 50. */
export const PageLimit = z
  ._default(PageSize, 50)
  .check(z.meta({ type: 'integer', minimum: 1, maximum: 100, default: 50, pattern: undefined }));

/** RFC 3339, with its offset from UTC, since 1970. */
export const Time = z
  .pipe(
    z.pipe(
      z.string().check(z.maxLength(64)),
      // RFC 3339 section 5.6: a leap second is the second 60 of a minute. `Date` has none, and gets the one before.
      z.transform((time) => time.replace(/(T\d\d:\d\d):60/i, '$1:59')),
    ),
    z.pipe(
      z.iso.datetime({ offset: true }),
      z.pipe(
        z.transform((time: string) => new Date(time)),
        z.date().check(z.minimum(new Date(0), 'expected a time since 1970')),
      ),
    ),
  )
  .check(z.meta({ format: 'date-time' }));
