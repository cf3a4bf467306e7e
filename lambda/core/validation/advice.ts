import { adviceOnFinding } from '../content/index.js';
import type { propertyCodes } from './stored-properties.js';

type Code =
  (typeof propertyCodes)[number] | 'size-mismatch' | 'checksum-mismatch' | 'quota-exceeded' | 'malware-found';

const sendAgain = 'Send the file again; if it happens twice, it may be damaged on your side.';
const sendAsAnswered =
  'Send it again with no header but those in the answer to the upload. A program that adds others must be corrected.';

/** By the code of a reason that is no finding of the content check: what the uploader can do. */
const advice: Record<Code, string> = {
  'size-mismatch': sendAgain,
  'checksum-mismatch': sendAgain,
  'unsigned-property': sendAsAnswered,
  'storage-unreadable': sendAsAnswered,
  'quota-exceeded': 'Delete files that you no longer need, then send it again.',
  'malware-found': 'Do not open it. Have the device that it came from scanned.',
};

/** What to do about a file that was rejected or is held for this reason. */
export const adviceOn = (reason: { readonly code: string; readonly what?: string }): string =>
  Object.hasOwn(advice, reason.code) ? advice[reason.code as Code] : adviceOnFinding(reason);
