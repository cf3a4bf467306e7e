import type { FileView, Window } from '../reading/file-view.js';

/** With head and tail; a check that has read long headers reads less of the middle. */
const wantedBytes = 24 * 1024;
const leastBytes = 8 * 1024;
/** If the first piece can't be distinguished from padding. */
const wideBytes = 256 * 1024;
/** What most checks stay under, in all that they read. */
const readGoalBytes = 104 * 1024;

/**
 * A piece of the very middle of a file; `undefined` where head and tail take it in. A file whose last bytes are all
 * that determines its end looks whole when it stands there twice: a guest between the two copies lies in the middle then,
 * however long they are.
 * @param from nothing before it is read: the format accounts for those bytes
 */
export function readMiddle(file: FileView, from = 0): Promise<Window | undefined> {
  const wanted = Math.max(leastBytes, Math.min(wantedBytes, readGoalBytes - file.bytesRead));
  return around(file, Math.max(from, file.head.length), wanted);
}

/** A wider piece of the middle, if the first was inconclusive: from the very first byte on where that is not far. */
export const readWideMiddle = (file: FileView, from = 0): Promise<Window | undefined> =>
  around(file, from, wideBytes);

async function around(file: FileView, from: number, wanted: number): Promise<Window | undefined> {
  const start = Math.floor((file.sizeBytes - wanted) / 2);
  const offset = Math.max(start, from);
  const length = Math.min(start + wanted, file.tailOffset) - offset;
  return length > 0 ? { offset, bytes: await file.bytes(offset, length) } : undefined;
}
