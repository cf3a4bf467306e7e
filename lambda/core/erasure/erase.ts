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
    /** All that stands in an owner's list, page by page. It follows the records after a moment. */
    pages(owner: string): AsyncIterable<readonly FileRecord[]>;
  };
  readonly erasing: {
    /** Those that still run, of all owners. @param at no request is later */
    running(at: Date): AsyncIterable<Erasure>;
    of(owner: string): Promise<Erasure | undefined>;
    /** Adds to the count of the very erasure that is meant. */
    count(erasure: Erasure, deleted: number): Promise<void>;
    finish(erasure: Erasure, at: Date): Promise<void>;
  };
}

/** Told of what was done, and of what failed. */
export interface ErasureTally {
  add(outcome: ErasureOutcome, id: string): void;
  of(id: string, work: () => Promise<ErasureOutcome | 'moved'>): Promise<void>;
}

/** The owner's list follows the records within a second or so; an erasure looks at it once more, well after that. */
const listLagMs = 10_000;

/** Files at once: each moves its owner's usage, which is one item, so more would only stand in each other's way. */
const concurrency = 4;

/** Goes on with every erasure. @returns whether it got through all of them in its time */
export async function eraseFiles(
  ports: ErasePorts,
  tally: ErasureTally,
  isOver: () => boolean,
): Promise<boolean> {
  for await (const erasure of ports.erasing.running(ports.now())) {
    if (isOver()) return false;
    await eraseOwner(ports, erasure, tally, isOver);
  }
  return !isOver();
}

/**
 * Deletes what one owner had when they asked. Its place is the owner's list itself, from which deleted files vanish:
 * a run that dies is taken up by the next without a note of where it was. Done when a look at the list, later than it
 * can lag behind the request, finds nothing more.
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

/** @returns how many of them it was that deleted */
async function eraseGroup(
  { now, files, grants, shares, store }: ErasePorts,
  group: readonly FileRecord[],
  tally: ErasureTally,
): Promise<number> {
  const removeVersion = (key: string, versionId: string) => store.removeVersion(key, versionId);
  let deleted = 0;
  const erase = async (file: FileRecord) => {
    // The list lags: a record that it still shows may be gone for good.
    const read = async () =>
      (await files.get(file.id)) ?? { ...file, status: 'deleted' as const, version: undefined };
    const done = await endFile({ now, files, grants, shares, removeVersion }, read, 'erasure');
    if (done?.isNew) deleted++;
    return done?.isNew ? 'erased' : 'moved';
  };
  await Promise.all(group.map((file) => tally.of(file.id, () => erase(file))));
  return deleted;
}
