import { has, latin1 } from './bytes.js';
import type { FileView } from './file-view.js';
import type { Findings } from './finding.js';
import type { Anatomy } from './format.js';
import { findGuests, type Guests } from './guests.js';
import { isAllPadding, leadingPadding } from './padding.js';
import { guestNames } from './signatures.js';

/** Cameras' slack and companion images are shorter; more than this is not read, so it can't be vouched for. */
const readableTrailingBytes = 256 * 1024;

/** Judges what follows the computed end of the format. */
export async function judgeTrailing(
  file: FileView,
  name: string,
  anatomy: Anatomy,
  findings: Findings,
): Promise<void> {
  const { end } = anatomy;
  if (end === undefined || end >= file.sizeBytes) return;
  const length = file.sizeBytes - end;
  const { first, readWhole } = await readTrailing(file, end);

  const guests = trailingGuests(file, name, end, first);
  for (const [guest, offset] of guests)
    findings.refuse('guest-trailing', offset, `${guestNames[guest]} stands`);
  if (guests.size > 0) return;

  const judgeUnread = () => {
    if (anatomy.endIsSoft) findings.warn('trailing-unread', end, length);
    else findings.refuse('trailing-unread', end, length);
  };
  const padding = leadingPadding(first);
  if (padding === first.length && isAllPadding(file.tail.subarray(Math.max(0, end - file.tailOffset)))) {
    if (readWhole) findings.warn('trailing-padding', end, length);
    else judgeUnread();
    return;
  }
  const companion =
    anatomy.companion?.(first.subarray(Math.min(padding, 4096))) ?? cameraTrailer(first, file.tail);
  if (companion && readWhole) findings.warn('trailing-companion', end, companion);
  else if (readWhole) findings.warn('trailing-bytes', end, length);
  else judgeUnread();
}

/** The bytes behind the end: those in the tail, or up to 256 KiB by one more read. */
async function readTrailing(file: FileView, end: number): Promise<{ first: Buffer; readWhole: boolean }> {
  if (end >= file.tailOffset) return { first: file.tail.subarray(end - file.tailOffset), readWhole: true };
  const gap = file.tailOffset - end;
  const first = await file.bytes(end, Math.min(readableTrailingBytes, gap));
  return { first, readWhole: gap <= readableTrailingBytes };
}

function trailingGuests(file: FileView, name: string, end: number, first: Buffer): Guests {
  const guests = findGuests(first, end);
  if (end < file.tailOffset) findGuests(file.tail, file.tailOffset, 0, guests);
  // A DOS program's mark has two letters, which only count where the bytes begin.
  const start = leadingPadding(first);
  if (has(first, start, 'MZ') && first.length - start >= 64) guests.set('pe', end + start);
  // A second file of the same format is the format's own affair; nothing else belongs behind the end.
  for (const guest of guests.keys()) if (guest === name) guests.delete(guest);
  return guests;
}

/** Marks of makers' own trailers: Samsung, Canon, Sony, Photo Mechanic, AXS (ExifTool, "Trailer formats"). */
function cameraTrailer(first: Buffer, tail: Buffer): string | undefined {
  const known =
    has(tail, tail.length - 4, 'SEFT') ||
    /^[\0\s\xff]*(?:\xa1\xb2\xc3\xd4|AXS[!*]|CANON OPTIONAL DATA|SEFH|cbipcbbl|BFBF|PhotoMechanic)/.test(
      latin1(first, 0, 4120),
    ) ||
    first.indexOf('\xa1\xb2\xc3\xd4', 0, 'latin1') >= 0 ||
    tail.lastIndexOf('AXS!', undefined, 'latin1') >= 0;
  return known ? "a camera maker's trailer" : undefined;
}
