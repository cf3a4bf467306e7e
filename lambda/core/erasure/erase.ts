import { endFile } from '../manage/delete-file.js';
import type { FileRecord } from '../file/file.js';
import type { Files } from '../file/files.js';
import type { Grants } from '../grant/grant.js';
import type { Shares } from '../share/share.js';
import type { Erasure } from './erasure.js';

export type ErasureOutcome = 'erased' | 'erasure-done';

export interface ErasePorts {
  readonly now: () => Date;
  readonly files: Files;
  readonly grants: Pick<Grants, 'removeAll'>;
  readonly shares: Pick<Shares, 'removeAll'>;
  readonly store: { removeVersion(key: string, versionId: string): Promise<void> };
  readonly ownerFiles: {
    /** An owner's list, page by page. Eventually consistent. */
    pages(owner: string): AsyncIterable<readonly FileRecord[]>;
  };
  readonly erasing: {
    /** Running erasures of all owners. @param at latest time of their request */
    listRunning(at: Date): AsyncIterable<Erasure>;
    of(owner: string): Promise<Erasure | undefined>;
    /** Adds to the count of this erasure only. */
    count(erasure: Erasure, deleted: number): Promise<void>;
    finish(erasure: Erasure, at: Date): Promise<void>;
  };
}

/** Called for each outcome and each failure. */
export interface ErasureTally {
  add(outcome: ErasureOutcome, id: string): void;
  of(id: string, work: () => Promise<ErasureOutcome | 'moved'>): Promise<void>;
}

/** The owner's list is consistent within a second or so; an erasure reads it once more, well after that. */
const listLagMs = 10_000;

/** Concurrent deletions: each updates its owner's usage, which is one item, so more would only conflict. */
const concurrency = 4;

/** Continues every erasure. @returns whether all were processed in time */
export async function eraseFiles(
  ports: ErasePorts,
  tally: ErasureTally,
  isOver: () => boolean,
): Promise<boolean> {
  for await (const erasure of ports.erasing.listRunning(ports.now())) {
    if (isOver()) return false;
    await eraseOwner(ports, erasure, tally, isOver);
  }
  return !isOver();
}

/**
 * Deletes the files that one owner had at the time of the request. Its progress is the owner's list itself, from which
 * deleted files disappear: after a crash the next run continues without a cursor. Done when a read of the list, later
 * than its maximum lag after the request, finds nothing more.
 */
export async function eraseOwner(
  ports: ErasePorts,
  erasure: Erasure,
  tally: ErasureTally,
  isOver: () => boolean,
): Promise<void> {
  const { now, ownerFiles, erasing } = ports;
  const isSettled = now().getTime() >= erasure.requestedAt.getTime() + listLagMs;
  let left = 0;
  for await (const page of ownerFiles.pages(erasure.owner)) {
    const meant = page.filter(({ createdAt }) => createdAt <= erasure.requestedAt);
    left += meant.length;
    for (let from = 0; from < meant.length; from += concurrency) {
      if (isOver()) return;
      const deleted = await eraseGroup(ports, meant.slice(from, from + concurrency), tally);
      if (deleted > 0) await erasing.count(erasure, deleted);
    }
  }
  if (left > 0 || !isSettled) return;
  await erasing.finish(erasure, now());
  tally.add('erasure-done', erasure.id);
}

/** @returns how many of them this call deleted */
async function eraseGroup(
  { now, files, grants, shares, store }: ErasePorts,
  group: readonly FileRecord[],
  tally: ErasureTally,
): Promise<number> {
  const removeVersion = (key: string, versionId: string) => store.removeVersion(key, versionId);
  let deleted = 0;
  const erase = async (file: FileRecord) => {
    // The list is eventually consistent: a record in it may be deleted already.
    const read = async () =>
      (await files.get(file.id)) ?? { ...file, status: 'deleted' as const, version: undefined };
    const done = await endFile({ now, files, grants, shares, removeVersion }, read, 'erasure');
    if (done?.isNew) deleted++;
    return done?.isNew ? 'erased' : 'moved';
  };
  await Promise.all(group.map((file) => tally.of(file.id, () => erase(file))));
  return deleted;
}
