import type { FileView } from './reading/file-view.js';
import type { Findings } from './evidence/finding.js';
import { nestedIn, type Anatomy, type Region } from './evidence/format.js';
import { findFixedGuests, findGuests, type Guests } from './evidence/guests.js';
import { readMiddle, readWideMiddle } from './evidence/middle.js';
import { isFiller } from './evidence/padding.js';
import { guestNames, type GuestKind } from './evidence/signatures.js';
import { judgeTrailing } from './trailing.js';
import { doubtTail } from './unproven-end.js';

/**
 * How much of free-form regions outside of head and tail is read and searched. With one long region (a cover, a
 * profile) a check stays under 110 kB.
 */
const freeFormBudget = { regions: 8, bytesEach: 36 * 1024, bytes: 256 * 1024 };
/** The host's own signature, which is not a guest in it. */
const ownMarkBytes = 4;
/** The longest signature and the fields that confirm it. */
const straddleBytes = 64;

/** One file, one format: searches all bytes that were read for guests, and checks what follows the end. */
export async function judgeOneFormat(
  file: FileView,
  name: string,
  anatomy: Anatomy,
  findings: Findings,
): Promise<void> {
  const scan = anatomy.scan ?? 'all';
  if (scan === 'none') return;
  const guests = findFixedGuests(file);
  if (name === 'tar' || name === 'dicom') guests.delete(name);
  if (scan === 'all') {
    await doubtTail(file, anatomy, findings);
    await doubtMiddle(file, anatomy, findings);
    await readFreeForm(file, anatomy);
    findGuestsInWindows(file, guests, anatomy.end ?? file.sizeBytes);
  } else {
    findGuests(file.head.subarray(0, anatomy.headerBytes ?? 64), 0, 8, guests);
  }
  if (guests.size > 0) report(guests, nestedIn(anatomy), findings);
  await judgeTrailing(file, name, anatomy, findings);
}

/** Every range that was read is searched, whatever it was read for; bytes past the end are checked separately. */
function findGuestsInWindows(file: FileView, guests: Guests, end: number): void {
  for (const { offset, bytes } of file.windows) {
    if (offset >= end) continue;
    // A signature may begin inside and extend past the end.
    const inside = bytes.subarray(0, end - offset + straddleBytes);
    if (inside.length <= 8) continue;
    for (const [guest, at] of findGuests(inside, offset, offset === 0 ? ownMarkBytes : 0)) {
      if (at < Math.min(end, guests.get(guest) ?? end)) guests.set(guest, at);
    }
  }
}

async function doubtMiddle(file: FileView, { middle, end }: Anatomy, findings: Findings): Promise<void> {
  // What follows an end before the tail is read separately.
  if (!middle || findings.refused || (end ?? file.sizeBytes) < file.tailOffset) return;
  let read = await readMiddle(file, middle.from);
  if (!read) return;
  let fits = middle.fits(read.bytes, read.offset);
  if (fits === 'more' || (isFiller(read.bytes) && !middle.isBlank?.(read.bytes))) {
    read = (await readWideMiddle(file, middle.from)) ?? read;
    fits = middle.fits(read.bytes, read.offset);
  }
  if (!fits)
    findings.refuse('structure-broken', read.offset, 'what stands in its middle belongs to another format');
}

async function readFreeForm(file: FileView, anatomy: Anatomy): Promise<void> {
  let { regions, bytes } = freeFormBudget;
  for (const region of joined(anatomy.freeForm ?? [])) {
    const start = Math.max(region.start, file.head.length);
    const length = Math.min(region.end, file.tailOffset) - start;
    if (length < 8 || regions === 0 || bytes === 0) continue;
    const wanted = Math.min(length, bytes, freeFormBudget.bytesEach);
    await file.bytes(start, wanted);
    bytes -= wanted;
    regions--;
  }
}

/** Adjacent regions, except for a chunk's header, are read together. */
function joined(regions: readonly Region[]): Region[] {
  const all: Region[] = [];
  for (const region of [...regions].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && region.start - last.end <= 64)
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, region.end) };
    else all.push(region);
  }
  return all;
}

function report(guests: Guests, nests: readonly GuestKind[], findings: Findings): void {
  for (const [guest, offset] of guests) {
    if (!nests.includes(guest)) findings.refuse('guest-inside', offset, guestNames[guest]);
  }
}
