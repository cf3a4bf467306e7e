import type { FindingCode } from '../content/index.js';
import type { propertyCodes } from './stored-properties.js';

type Code =
  | FindingCode
  | (typeof propertyCodes)[number]
  | 'size-mismatch'
  | 'checksum-mismatch'
  | 'quota-exceeded'
  | 'malware-found';

const doNotOpen = 'If somebody sent it to you, do not open it.';
const exportAgain = 'Open it in the program that made it, export it again, and send the new file.';
const exportClean = `${exportAgain} ${doNotOpen}`;
const sendAgain = 'Send the file again; if it happens twice, it may be damaged on your side.';
const sendAsAnswered =
  'Send it again with no header but those in the answer to the upload. A program that adds others must be corrected.';
const packAgain = 'Unpack the archive and pack its files again, or send them one by one.';
const packAgainSafely = `${packAgain} ${doNotOpen}`;

/** By the code of a reason: what the uploader can do. Other codes get the general advice. */
const advice: Partial<Record<Code, string>> = {
  'empty-file': 'Choose the file again once it has content.',
  'type-unknown': 'Send it in one of the accepted formats.',
  'format-unproven': `${sendAgain} ${doNotOpen}`,
  'type-mismatch': `If only the name is wrong, give the file its real ending and send it again. ${doNotOpen}`,
  'type-not-allowed': 'Convert it to one of the accepted formats.',
  'executable-content': `Programs are not accepted under any name. ${doNotOpen}`,
  'active-markup': 'A browser would run what is in it. Send a PDF or a picture of it instead.',
  'macro-document': 'Save it without macros (as .docx, .xlsx or .pptx) and send that.',
  'extension-blocked': 'Give the file the ending of what it really is.',
  'pixels-exceeded': 'Scale it down and send it again.',
  'guest-inside': exportClean,
  'guest-trailing': exportClean,
  truncated: sendAgain,
  'encrypted-content': 'Send it without a password.',
  'archive-directory': packAgain,
  'archive-prefix': packAgain,
  'archive-overlap': packAgain,
  'archive-gap': packAgain,
  'archive-nameless': packAgain,
  'archive-expansion': 'Send the files in it one by one.',
  'archive-path': packAgainSafely,
  'archive-name': packAgainSafely,
  'archive-duplicate': packAgain,
  'archive-mismatch': packAgainSafely,
  'archive-link': 'Pack the files themselves, not links to them, and send that.',
  'archive-nested': 'Unpack the inner archive and send its files.',
  'svg-active': 'Export it as plain SVG, without scripts and links, or as a PNG image.',
  'svg-too-large': 'Export it as a simpler drawing, or as a PNG image.',
  'size-mismatch': sendAgain,
  'checksum-mismatch': sendAgain,
  'unsigned-property': sendAsAnswered,
  'storage-unreadable': sendAsAnswered,
  'quota-exceeded': 'Delete files that you no longer need, then send it again.',
  'malware-found': 'Do not open it. Have the device that it came from scanned.',
};

/** What to do about a file that was rejected or is held for this reason. */
export const adviceOn = (code: string): string =>
  (Object.hasOwn(advice, code) ? advice[code as Code] : undefined) ?? exportAgain;
