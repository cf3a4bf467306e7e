import { has, u16le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import { findFixedGuests, findGuests } from '../../evidence/guests.js';
import { isAllPadding } from '../../evidence/padding.js';
import { guestNames } from '../../evidence/signatures.js';
import { judgeEntries } from './entries/zip-entries.js';
import { judgeLocals } from './entries/zip-locals.js';
import { judgeExpansion } from './entries/expansion.js';
import type { ZipDirectory } from './entries/zip-directory.js';

/** Data descriptors and alignment leave small gaps; more could be a file of its own. */
const gapBytes = 70_000;

/** One archive, nothing before, between or behind its entries. */
export function judgeArchive(file: FileView, directory: ZipDirectory, findings: Findings): void {
  judgeEnd(file, directory, findings);
  judgeRoom(directory, findings);
  judgeStart(file, directory, findings);
  judgeLayout(file, directory, findings);
  judgeEntries(file, directory, findings);
  judgeLocals(file, directory, findings);
  judgeExpansion(sum(directory, 'bytes'), sum(directory, 'compressedBytes'), directory.start, findings);
  const locked = directory.entries.find((entry) => entry.encrypted);
  if (locked) findings.warn('protected', locked.offset, 'by a password');
  const nameless = directory.entries.find((entry) => entry.nameLength === 0);
  if (nameless) findings.refuse('archive-nameless', nameless.offset);
}

function judgeEnd(file: FileView, { end, commentStart }: ZipDirectory, findings: Findings): void {
  const comment = file.cached(commentStart, end - commentStart);
  if (comment)
    for (const [guest, at] of findGuests(comment, commentStart))
      findings.refuse('guest-inside', at, guestNames[guest]);
  const length = file.sizeBytes - end;
  if (length <= 0) return;
  const trailing = file.cached(end, length) ?? Buffer.alloc(0);
  const guests = findGuests(trailing, end);
  for (const [guest, at] of guests) findings.refuse('guest-trailing', at, `${guestNames[guest]} stands`);
  if (guests.size > 0) return;
  if (isAllPadding(trailing)) findings.warn('trailing-padding', end, length);
  else findings.warn('trailing-bytes', end, length);
}

/** A copied end record would lead past whatever was put before it. */
function judgeRoom({ room, roomStart }: ZipDirectory, findings: Findings): void {
  if (room.length === 0) return;
  const guests = findGuests(room, roomStart);
  for (const [guest, at] of guests) findings.refuse('guest-inside', at, guestNames[guest]);
  if (guests.size === 0) findings.warn('archive-gap', roomStart, room.length);
}

function judgeStart(file: FileView, { shift, start }: ZipDirectory, findings: Findings): void {
  if (shift === 0) return;
  if (shift < 0) {
    const stated = `its directory begins at ${start}, and the end record says ${start - shift}`;
    findings.refuse('structure-broken', start, stated);
    return;
  }
  if (shift <= 64 && has(file.head, 0, 'PK\x03\x04')) findings.warn('archive-prefix', 0, shift);
  else findings.refuse('archive-prefix', 0, shift);
}

/** Entries side by side from the first byte to the directory. Sizes count names, but not local extra fields. */
function judgeLayout(file: FileView, directory: ZipDirectory, findings: Findings): void {
  const { entries, readWhole, start, shift } = directory;
  const byOffset = [...entries].sort((a, b) => a.offset - b.offset);
  const offsets = new Set(entries.map((entry) => entry.offset));
  const first = byOffset[0];
  if (offsets.size < entries.length) findings.refuse('archive-overlap', first?.offset ?? 0);
  if (!readWhole || shift !== 0 || !first) return;
  if ((byOffset.at(-1)?.offset ?? 0) >= start) {
    findings.refuse('archive-mismatch', start, 'the directory says that one begins behind all entries');
    return;
  }
  if (first.offset > 0) {
    if (first.offset === 4 && hasSpanningMark(file.head)) findings.warn('archive-prefix', 0, 4);
    else findings.refuse('archive-prefix', 0, first.offset);
  }
  byOffset.forEach((entry, i) => {
    const end = entry.offset + entry.compressedBytes + 30 + entry.nameLength;
    const next = byOffset[i + 1]?.offset ?? start;
    if (end > next) findings.refuse('archive-overlap', entry.offset);
    if (next - end > gapBytes) findings.refuse('archive-gap', end, next - end);
  });
}

/** APPNOTE.TXT 8.5.3: what is left of a split archive that fitted into one piece. */
const hasSpanningMark = (head: Buffer): boolean => has(head, 0, 'PK00') || has(head, 0, 'PK\x07\x08');

const sum = ({ entries }: ZipDirectory, field: 'bytes' | 'compressedBytes'): number =>
  entries.reduce((total, entry) => total + entry[field], 0);

/** Name and extra field of the first entry are the bytes that a program at offset 0 would use. */
export function judgeFirstHeader(file: FileView, findings: Findings): void {
  const { head } = file;
  const at = has(head, 0, 'PK\x03\x04') ? 0 : 4;
  const end = at + 30 + u16le(head, at + 26) + u16le(head, at + 28);
  const guests = findGuests(head.subarray(at + 30, end), at + 30);
  findFixedGuests(file, guests);
  for (const [guest, offset] of guests) findings.refuse('guest-inside', offset, guestNames[guest]);
}
