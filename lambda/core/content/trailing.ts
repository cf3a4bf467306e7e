import { has, latin1 } from './reading/bytes.js';
import type { FileView } from './reading/file-view.js';
import type { Findings } from './evidence/finding.js';
import type { Anatomy } from './evidence/format.js';
import { findGuests, type Guests } from './evidence/guests.js';
import { isAllPadding, leadingPadding } from './evidence/padding.js';
import { guestNames } from './evidence/signatures.js';

/** Cameras' slack and companion images are shorter; more than this is not read, so it can't be checked. */
const readableTrailingBytes = 256 * 1024;
/** If a file is cut by a few bytes, the beginning of what was appended counts as its end. */
const overlapBytes = 256;

/** Checks what follows the computed end of the format. */
export async function judgeTrailing(
  file: FileView,
  name: string,
  anatomy: Anatomy,
  findings: Findings,
): Promise<void> {
  const { end } = anatomy;
  if (end === undefined || end >= file.sizeBytes) return;
  const length = file.sizeBytes - end;
  const { before, first, readWhole } = await readTrailing(file, end);

  const guests = trailingGuests(file, end, first);
  findGuests(before, end - Math.min(end, overlapBytes), 0, guests);
  // PDF contains PDF by design. A second archive is not part of the first: the reader decides which one opens.
  if (name === 'pdf') guests.delete('pdf');
  for (const [guest, offset] of guests)
    findings.refuse('guest-trailing', offset, `${guestNames[guest]} stands`);
  const second = anatomy.secondFile?.(first);
  if (second) findings.refuse('guest-trailing', end + second.at, `${second.name} stands`);
  if (guests.size > 0 || second) return;

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

interface Trailing {
  /** The last bytes of the format, unless they were searched already. */
  readonly before: Buffer;
  readonly first: Buffer;
  readonly readWhole: boolean;
}

/** The bytes after the end: those in the tail, or up to 256 KiB by one more read. */
async function readTrailing(file: FileView, end: number): Promise<Trailing> {
  const { tail, tailOffset } = file;
  if (end >= tailOffset)
    return { before: Buffer.alloc(0), first: tail.subarray(end - tailOffset), readWhole: true };
  const gap = tailOffset - end;
  const overlap = Math.min(end, overlapBytes);
  const bytes = await file.bytes(end - overlap, overlap + Math.min(readableTrailingBytes, gap));
  return {
    before: bytes.subarray(0, overlap + 64),
    first: bytes.subarray(overlap),
    readWhole: gap <= readableTrailingBytes,
  };
}

function trailingGuests(file: FileView, end: number, first: Buffer): Guests {
  const guests = findGuests(first, end);
  if (end < file.tailOffset) findGuests(file.tail, file.tailOffset, 0, guests);
  // A DOS program's signature has two letters, which only count at the beginning.
  const start = leadingPadding(first);
  if (has(first, start, 'MZ') && first.length - start >= 64) guests.set('pe', end + start);
  return guests;
}

/** Signatures of vendors' trailers: Samsung, Canon, Sony, Photo Mechanic, AXS (ExifTool, "Trailer formats"). */
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
