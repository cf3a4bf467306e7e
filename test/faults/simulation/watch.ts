import { countOf, recount } from '../invariants/usage.js';
import { isSame, nothing, sum } from './amounts.js';
import type { Simulation } from './simulation.js';
import type { RecordWrite } from './table.js';

/** What must hold at every moment, looked at after each write: later, a recount or a sweep may have mended it. */
export function watch(simulation: Simulation): void {
  const { table, bucket, policy } = simulation;
  const readable = new Map<string, Set<string>>();

  simulation.onWrite = ({ before, after }: RecordWrite) => {
    const file = after ?? before;
    if (!file) return;
    const { owner, id } = file;

    // I6: usage moves with the records; only reservations stand apart from them.
    const counted = sum(recount(table.records.values(), owner), table.unrecorded.get(owner) ?? nothing);
    if (!isSame(table.usageOf(owner), counted))
      simulation.violated(
        `usage of ${owner} parted from its files with the change of ${id} to ${after?.status ?? 'nothing'}`,
      );
    const { maxFiles = Infinity } = policy.quota;
    if (table.usageOf(owner).files > maxFiles)
      simulation.violated(`${owner} has more than ${maxFiles} files`);
    if (before && !after && countOf(before).files > 0)
      simulation.violated(`the record of ${id} went as ${before.status}`);

    if (after?.status !== 'verified' || !after.version) return;
    const version = bucket.version(after.key, after.version.versionId);
    if (version?.tag !== 'clean') simulation.violated(`${id} is verified, and its version cannot be read`);
    // I4: of all bytes that ever came for a file, readers see one version.
    const seen = readable.get(id) ?? new Set<string>();
    readable.set(id, seen.add(after.version.versionId));
    if (seen.size > 1) simulation.violated(`${id} showed its readers ${seen.size} versions`);
  };
}
