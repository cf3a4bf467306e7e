import { u16le } from '../reading/bytes.js';
import type { FileView } from '../reading/file-view.js';
import type { Findings } from './finding.js';
import { guestNames } from './signatures.js';

/**
 * ZIP readers begin at the end: a record there that fits it exactly makes the file an archive as well. For formats that
 * store other files as they are, so that marks elsewhere prove nothing.
 */
export function judgeArchiveAtEnd({ tail, tailOffset }: FileView, findings: Findings): void {
  const at = tail.lastIndexOf('PK\x05\x06');
  if (at >= 0 && at + 22 <= tail.length && at + 22 + u16le(tail, at + 20) === tail.length) {
    findings.refuse('guest-inside', tailOffset + at, guestNames.zip);
  }
}
