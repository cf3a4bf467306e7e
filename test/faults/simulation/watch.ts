import { expiryOf, type FileRecord } from '../../../lambda/core/file/file.js';
import { countOf, recount } from '../invariants/usage.js';
import { isSame, sum } from './amounts.js';
import type { Simulation } from './simulation.js';
import { sweepSettings } from './sweep-ports.js';
import type { RecordWrite } from './table.js';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Invariants at every moment, checked after each write: later, a recount or a sweep may have corrected a violation. */
export function watch(simulation: Simulation): void {
  simulation.onWrite = (write) => {
    watchUsage(simulation, write.after ?? write.before);
    watchReaders(simulation, write.after);
    watchTimes(simulation, write);
  };
  simulation.onCounted = (owner) => {
    const { maxFiles = Infinity } = simulation.policy.quota;
    if (simulation.table.usageOf(owner).files > maxFiles)
      simulation.violated(`${owner} has more than ${maxFiles} files`);
  };
  simulation.onCorrected = (owner) => {
    if (!isCounted(simulation, owner)) simulation.violated(`a recount put the usage of ${owner} wrong`);
  };
  simulation.onRemoved = ({ key, versionId }) => {
    const file = [...simulation.table.records.values()].find((one) => one.key === key);
    const isWanted = file && ['uploaded', 'held', 'verified'].includes(file.status);
    if (isWanted && file.version?.versionId === versionId)
      simulation.violated(`the bytes of ${file.id} were removed, and it is ${file.status}`);
  };
}

/** I6: usage changes with the records; only reservations differ from them. */
function isCounted({ table }: Simulation, owner: string): boolean {
  const counted = sum(recount(table.records.values(), owner), table.unrecorded(owner));
  return isSame(table.usageOf(owner), counted);
}

function watchUsage(simulation: Simulation, file: FileRecord | undefined): void {
  if (!file) return;
  const { owner, id, status } = file;
  if (!isCounted(simulation, owner))
    simulation.violated(`usage of ${owner} parted from its files with the change of ${id}, ${status}`);
}

/** I4: of all bytes that ever arrived for a file, one version is readable, and only if it may be. */
function watchReaders(simulation: Simulation, after: FileRecord | undefined): void {
  if (after?.status !== 'verified' || !after.version) return;
  const { id, key, version } = after;
  if (simulation.bucket.version(key, version.versionId)?.tag !== 'clean')
    simulation.violated(`${id} is verified, and its version cannot be read`);
  const shown = simulation.writes.filter(
    (write) => write.after?.id === id && write.after.status === 'verified',
  );
  if (shown.some((write) => write.after?.version?.versionId !== version.versionId))
    simulation.violated(`${id} showed its readers more than one version`);
}

/** Nothing ends before its time, and an erasure only deletes what existed at its request. */
function watchTimes(simulation: Simulation, { before, after }: RecordWrite): void {
  if (!before || before.status === after?.status) return;
  const now = simulation.now.getTime();
  const { id, key, owner, status, createdAt, uploadExpiresAt } = before;
  const isEarly = (due: Date | undefined, ms = 0) => due === undefined || now < due.getTime() + ms;
  if (!after) {
    if (countOf(before).files > 0) simulation.violated(`the record of ${id} went as ${status}`);
    if (isEarly(uploadExpiresAt, day)) simulation.violated(`the tombstone of ${id} went early`);
    return;
  }
  if (after.status === 'expired') {
    if (isEarly(uploadExpiresAt, sweepSettings.uploadGraceSeconds * 1000))
      simulation.violated(`${id} expired while bytes could still come`);
    const stored = simulation.bucket.version(key);
    if (stored && !isEarly(stored.storedAt, minute))
      simulation.violated(`${id} expired with its bytes there`);
  }
  if (after.status !== 'deleted') return;
  if (after.deletedFor === 'retention' && isEarly(expiryOf(before)))
    simulation.violated(`${id} was deleted before its time was over`);
  const erasure = simulation.table.erasures.get(owner);
  if (after.deletedFor === 'erasure' && !(erasure && createdAt <= erasure.requestedAt))
    simulation.violated(`${id} was erased, and came later than its owner asked for it`);
}
