import type { Erasure } from '../../../lambda/core/erasure/erasure.js';
import { expiryOf, type FileRecord } from '../../../lambda/core/file/file.js';
import type { AllSweepPorts } from '../../../lambda/core/sweep/all-ports.js';
import { waitOf } from '../../../lambda/core/sweep/wait.js';
import { accessPorts } from './access-ports.js';
import type { Process } from './process.js';
import { recordPorts } from './record-ports.js';
import type { Simulation } from './simulation.js';
import type { IndexName } from './table.js';
import type { ValidationQueue } from './validation-queue.js';

export const sweepSettings = { uploadGraceSeconds: 3_600, orphanGraceSeconds: 2 * 24 * 3_600 };

/** The ports of `sweep`. @param askToJoin invokes `presign` */
export function sweepPorts(
  simulation: Simulation,
  process: Process,
  queue: ValidationQueue,
  askToJoin: (id: string) => void,
): AllSweepPorts {
  const { bucket, table, policy } = simulation;
  const seen = (what: string, index: IndexName, which: (file: FileRecord) => boolean) =>
    process.call(what, () => {
      const isBehind = simulation.plan.isBehind(`${process.name} ${what}`);
      return table.indexes[index].show(isBehind).filter(which);
    });
  async function* shown(what: string, which: (file: FileRecord) => boolean, index: IndexName = 'waiting') {
    yield await seen(what, index, which);
  }
  const unlessReplaced = (erasure: Erasure, changes: (known: Erasure) => Partial<Erasure>) =>
    process.call('erasure', () => {
      const known = table.erasures.get(erasure.owner);
      if (known?.id === erasure.id) table.erasures.set(erasure.owner, { ...known, ...changes(known) });
    });
  return {
    now: () => simulation.now,
    settings: sweepSettings,
    policy,
    ...accessPorts(simulation, process),
    files: recordPorts(table, process),
    waiting: {
      shards: 1,
      files: (_shard, wait, until) =>
        shown(wait, (file) => {
          const waits = waitOf(file);
          return waits?.wait === wait && waits.since <= until;
        }),
      listExpiredHeld: (_shard, at) =>
        shown('held', (file) => file.status === 'held' && (expiryOf(file) ?? at) < at),
    },
    store: {
      versions: (key) =>
        process.call('versions', () =>
          (bucket.versions.get(key) ?? []).map(({ versionId }) => ({ key, versionId })),
        ),
      removeVersion: (key, versionId) =>
        process.call(`remove ${versionId}`, () => bucket.remove(key, versionId)),
      abortParts: (_key, uploadId) => process.call('abort parts', () => void bucket.uploads.delete(uploadId)),
    },
    bucket: {
      versions: () =>
        process.call('list versions', () => ({
          items: [...bucket.versions.values()].flat().map(({ key, versionId }) => ({ key, versionId })),
        })),
      uploads: () =>
        process.call('list uploads', () => ({
          items: [...bucket.uploads].map(([uploadId, { key }]) => ({ key, uploadId })),
        })),
    },
    notifyFound: (key, versionId) =>
      process.call('tell', () =>
        queue.tell({ source: 'waybill', 'detail-type': 'Object Found', detail: { key, versionId } }),
      ),
    askToJoin: (id) => process.call('ask to join', () => askToJoin(id)),
    ownerFiles: {
      pages: (owner) =>
        shown(
          'owner',
          (file) => file.owner === owner && file.status !== 'deleted' && file.status !== 'aborted',
          'owners',
        ),
    },
    erasing: {
      async *listRunning() {
        const all = await process.call('erasures', () => [...table.erasures.values()]);
        yield* all.filter(({ status }) => status === 'running');
      },
      of: (owner) => process.call('erasure', () => table.erasures.get(owner)),
      count: (erasure, deleted) => unlessReplaced(erasure, (known) => ({ deleted: known.deleted + deleted })),
      finish: (erasure, finishedAt) => unlessReplaced(erasure, () => ({ status: 'done', finishedAt })),
    },
    usages: {
      async *listUnchecked(until) {
        const due = await process.call('due usages', () => table.dueUsages(until));
        for (const owner of due) yield await process.call('usage', () => table.usageOf(owner));
      },
      settle: (usage) =>
        process.call('settle', () => table.settle(usage, { dueSince: undefined, lastLook: undefined })),
      note: (usage, lastLook, dueSince) =>
        process.call('note look', () => table.settle(usage, { lastLook, dueSince })),
      correct: (usage, found) => process.call('correct', () => table.correct(usage, found)),
    },
    walk: {
      place: () => process.call('place', () => table.walk),
      moveTo: (place) =>
        process.call('move on', () => {
          if (table.walk && table.walk.seq !== place.seq) return false;
          table.walk = { ...place, seq: place.seq + 1 };
          return true;
        }),
    },
    orphans: {
      records: (ids) => seen('records', 'replica', ({ id }) => ids.includes(id)),
      recordSighting: (name, at) =>
        process.call('note orphan', () => {
          const seenAt = table.orphans.get(name) ?? at;
          table.orphans.set(name, seenAt);
          return seenAt;
        }),
      firstSighting: (name) => process.call('orphan', () => table.orphans.get(name)),
    },
  };
}
