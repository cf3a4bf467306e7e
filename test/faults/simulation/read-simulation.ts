import { isFileEvent } from '../../../lambda/core/event/event.js';
import type { Snapshot, Transition } from '../model/snapshot.js';
import type { Simulation } from './simulation.js';
import type { SimulatedSystem } from './simulated-system.js';

/** What an outsider reads of the simulated store, table and bus. */
export function snapshotOf(
  simulation: Simulation,
  { ended, erasedOwners, queue }: SimulatedSystem,
): Snapshot {
  const { table, bucket, stream, writes } = simulation;
  const transitions = writes.flatMap(({ before, after }): Transition[] => {
    if (!after || before?.status === after.status) return [];
    const { id, status: to, revision } = after;
    return [{ id, ...(before && { from: before.status }), to, revision, file: after }];
  });
  const owned = new Map(
    [...writes].flatMap(({ after }) => (after ? [[after.key, after.id]] : [])) as [string, string][],
  );
  return {
    records: [...table.records.values()],
    usages: new Map(
      [...table.usages].map(([owner, { files, bytes, pendingFiles }]) => [
        owner,
        { files, bytes, pendingFiles },
      ]),
    ),
    versions: [...bucket.versions.values()].flat(),
    openUploads: bucket.uploads.size,
    transitions,
    heard: stream.heard.filter(isFileEvent),
    sent: [...bucket.ever.values()].map(({ key, ...version }) => ({ ...version, id: owned.get(key) ?? '' })),
    ended,
    erasedOwners,
    erasures: table.erasureRequests,
    ...(simulation.policy.malware && { scanned: queue.scanned }),
    now: simulation.now,
  };
}
