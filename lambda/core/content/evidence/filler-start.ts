import type { FileView } from '../reading/file-view.js';
import { isFiller } from './padding.js';

const probeBytes = 4 * 1024;
/** Looks at 256 KiB before `end`, 2 MiB, 16 MiB, ... */
const firstDistance = 256 * 1024;
const growth = 8;
/** So much is read before filler, and of it, at last: what stands there is searched. */
const closeEnough = 512 * 1024;
const searchedBytes = 256 * 1024;
const steps = 14;

/**
 * Reads what stands before the filler that ends at `end`, however long it is: first backwards in growing steps, then
 * by halves. Each probe is a few KiB; the bytes where it begins are read last, so that they are searched.
 * @returns where it begins, no later than half a megabyte before the place
 */
export async function readBeforeFiller(file: FileView, end: number): Promise<number> {
  const probes = file.allowance(steps);
  let filler = end;
  let other = 0;
  for (let distance = firstDistance; filler > 0; distance *= growth) {
    const at = Math.max(0, end - distance);
    const probe = await probes.bytes(at, probeBytes);
    if (!probe) break;
    if (!isFiller(probe)) {
      other = at;
      break;
    }
    filler = at;
  }
  while (filler - other > closeEnough) {
    const at = Math.floor((filler + other) / 2);
    const probe = await probes.bytes(at, probeBytes);
    if (!probe) break;
    if (isFiller(probe)) filler = at;
    else other = at;
  }
  const from = Math.max(0, filler - closeEnough - searchedBytes);
  await file.bytes(from, filler - from);
  return Math.max(other, filler - closeEnough);
}
