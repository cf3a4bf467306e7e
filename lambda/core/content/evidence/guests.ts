import type { FileView } from '../reading/file-view.js';
import { fixedMarks, signatures, type GuestKind } from './signatures.js';
import { SignatureSearch } from './signature-search.js';

/** Each kind of guest that was seen, with the offset of its first mark. */
export type Guests = Map<GuestKind, number>;

const search = new SignatureSearch(signatures);

/**
 * Adds the guests in `bytes` to `seen`, with offsets counted from `base`.
 * @param from where in `bytes` to begin: the host's own mark is not a guest
 */
export function findGuests(bytes: Buffer, base: number, from = 0, seen: Guests = new Map()): Guests {
  const note = (guest: GuestKind, at: number) => {
    const known = seen.get(guest);
    if (known === undefined || base + at < known) seen.set(guest, base + at);
  };
  search.run(bytes, from, ({ guest }, at) => note(guest, at));
  return seen;
}

/** Guests at offsets that their formats fix, as far as those bytes were read. */
export function findFixedGuests(file: FileView, seen: Guests = new Map()): Guests {
  for (const { guest, offset, confirm } of fixedMarks) {
    const bytes = file.cached(offset, 512) ?? file.cached(offset, 16);
    if (bytes && confirm(bytes)) seen.set(guest, offset);
  }
  return seen;
}
