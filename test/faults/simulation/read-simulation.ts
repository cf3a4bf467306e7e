import type { Snapshot, ToldChange, Transition } from '../model/snapshot.js';
import type { Simulation } from './simulation.js';
import type { SimulatedSystem } from './simulated-system.js';

/** Reads the simulated store, table and bus from outside. */
export function snapshotOf(
  simulation: Simulation,
  { ended, erasedOwners, queue, readers }: SimulatedSystem,
): Snapshot {
  const { access, table, bucket, stream, writes } = simulation;
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
    heard: stream.heard,
    sent: [...bucket.ever.values()].map(({ key, ...version }) => ({ ...version, id: owned.get(key) ?? '' })),
    ended,
    gone: readers.gone,
    erasedOwners,
    erasures: table.erasureRequests,
    ...(simulation.policy.malware && { scanned: queue.scanned }),
    links: readers.allLinks.map((link) => ({ ...link, counted: access.shares.get(link.id)?.downloads })),
    reachable: access.reachable(),
    subscribers: simulation.subscribers.all(),
    told: [...toldOfShares(simulation), ...simulation.subscribers.told],
    now: simulation.now,
  };
}

/** From docs/events.md, independent of the code. */
const toldOfShares = ({ shareWrites }: Simulation): ToldChange[] =>
  shareWrites.map(({ before, after: { id, revision, revokedAt } }) => {
    const type = !before ? 'share.created' : revokedAt && !before.revokedAt ? 'share.revoked' : 'share.used';
    return { type, id, revision };
  });
