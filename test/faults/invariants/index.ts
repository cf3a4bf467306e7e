import type { Snapshot } from '../model/snapshot.js';
import { everyStepIsLegal, everyUploadEnds } from './ends.js';
import { everyChangeIsHeard } from './events.js';
import { usageIsExact } from './usage.js';
import { nothingIsLeftOver, whatIsReadWasChecked } from './versions.js';

const invariants = [
  everyUploadEnds,
  everyStepIsLegal,
  usageIsExact,
  whatIsReadWasChecked,
  nothingIsLeftOver,
  everyChangeIsHeard,
];

/** What of I4 to I7 does not hold, in words. */
export const violationsOf = (snapshot: Snapshot): string[] =>
  invariants.flatMap((invariant) => [...invariant(snapshot)]);
