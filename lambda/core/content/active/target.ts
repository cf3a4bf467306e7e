import { blockedEnding } from '../name/ending.js';
import { plainTarget } from '../text/plain-target.js';

/** A path on a disk of the reader's own: `C:\…`, `file:///C:/…`, `file:///C|/…`. */
const ownDisk = /^(?:file:[/\\]*)?(?:[/\\]{2}\?[/\\])?[a-z][:|][/\\]/i;
/** A scheme, a host, or a path from the root. */
const elsewhere = /^(?:[a-z][a-z\d+.-]+:|[/\\]{2})/i;

/** Does this reference, as it stands in an attribute, name another host, or a scheme that may? */
export function isElsewhere(reference: string): boolean {
  const target = plainTarget(reference);
  return !ownDisk.test(target) && elsewhere.test(target);
}

/** Is it the name of, or a path to, something that a system runs? */
export function isRunnable(path: string): boolean {
  const name = path.trim().split(/[/\\]/).at(-1) ?? '';
  return name !== '' && blockedEnding(name) !== undefined;
}
