import type { FileRecord } from '../file/file.js';
import type { WalkPlace } from './orphans.js';
import type { AllSweepPorts } from './all-ports.js';

/** The same reads without writes: a dry run takes the decisions of a real sweep, and reports what it would do. */
export function inert(ports: AllSweepPorts): AllSweepPorts {
  const doNothing = async () => {};
  const yes = async () => true;
  return {
    ...ports,
    files: {
      get: (id) => ports.files.get(id),
      change: async (file, changes) => ({ ...file, ...changes }) as FileRecord,
      forget: yes,
    },
    grants: { removeAll: doNothing },
    shares: { removeAll: doNothing },
    store: { ...ports.store, removeVersion: doNothing, abortParts: doNothing },
    notifyFound: doNothing,
    askToJoin: doNothing,
    erasing: { ...ports.erasing, count: doNothing, finish: doNothing },
    usages: { ...ports.usages, settle: yes, note: yes, correct: yes },
    walk: walkOfItsOwn(),
    orphans: {
      ...ports.orphans,
      recordSighting: async (name, at) => (await ports.orphans.firstSighting(name)) ?? at,
    },
  };
}

/** From the beginning, without a stored position. */
function walkOfItsOwn(): AllSweepPorts['walk'] {
  let place: WalkPlace | undefined;
  return {
    place: async () => place,
    moveTo: async (next) => {
      place = next;
      return true;
    },
  };
}
