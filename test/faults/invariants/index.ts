import type { Snapshot } from '../model/snapshot.js';
import { everyUploadEnds } from './ends.js';
import { everyChangeIsHeard, everyEndIsHeard, idsAreSteady } from './events.js';
import { linksKeepCount, noDeletedFileIsBack, nobodyReachesWhatIsGone } from './readers.js';
import { theGravestWordStands } from './scans.js';
import { everyStepIsLegal } from './steps.js';
import { everySubscriberHears } from './subscribers.js';
import { erasuresAreWhole, nothingOutlivesItsTime } from './times.js';
import { usageIsExact } from './usage.js';
import { nothingIsLeftOver, whatIsReadWasChecked } from './versions.js';

const invariants = [
  everyUploadEnds,
  everyStepIsLegal,
  usageIsExact,
  whatIsReadWasChecked,
  nothingIsLeftOver,
  erasuresAreWhole,
  nothingOutlivesItsTime,
  theGravestWordStands,
  everyChangeIsHeard,
  everySubscriberHears,
  linksKeepCount,
  nobodyReachesWhatIsGone,
  noDeletedFileIsBack,
  idsAreSteady,
];

/** Of the deployed stack only the present state can be read, and no days pass there for orphans. */
const ofThePresent = [
  ...[everyUploadEnds, usageIsExact, whatIsReadWasChecked, erasuresAreWhole],
  ...[everyEndIsHeard, everySubscriberHears, linksKeepCount, idsAreSteady],
];

/** Violations of I4 to I7, as messages. */
export const violationsOf = (snapshot: Snapshot, isHistoryKnown = true): string[] =>
  (isHistoryKnown ? invariants : ofThePresent).flatMap((invariant) => [...invariant(snapshot)]);
