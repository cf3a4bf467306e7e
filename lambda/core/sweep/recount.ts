import type { FileRecord } from '../file/file.js';
import { usageOf, type Usage } from '../file/usage.js';

export type RecountOutcome = 'recounted' | 'drifted' | 'corrected';

/** An owner's present usage. */
export interface StoredUsage extends Usage {
  readonly owner: string;
  /** Increases with every change. */
  readonly seq: number;
  /** The result of the last recount. */
  readonly lastLook?: Look;
}

/** A result of a recount, with its `seq` and time. */
export interface Look extends Usage {
  readonly seq: number;
  readonly at: Date;
}

export interface RecountPorts {
  readonly now: () => Date;
  readonly ownerFiles: {
    pages(owner: string): AsyncIterable<readonly FileRecord[]>;
  };
  readonly usages: {
    /** Owners with a new upload since their last recount, except recent ones. */
    listUnchecked(until: Date): AsyncIterable<StoredUsage>;
    /** Each writes on condition that `seq` is still the one that was read. @returns false on a conflict */
    settle(usage: StoredUsage): Promise<boolean>;
    /** Stores a result, and schedules the next recount a while after `since`. */
    note(usage: StoredUsage, look: Look, since: Date): Promise<boolean>;
    correct(usage: StoredUsage, found: Usage): Promise<boolean>;
  };
}

interface RecountTally {
  add(outcome: RecountOutcome, id: string): void;
  of(id: string, work: () => Promise<RecountOutcome | 'moved'>): Promise<void>;
}

/** How often an active owner is recounted. */
const betweenSeconds = 24 * 60 * 60;

/** A difference that persists after this time is not the lag of the list. */
const secondLookSeconds = 15 * 60;

/**
 * Recounts the files of owners and corrects their usage. It can only be wrong if a create crashed between its
 * reservation and its record, or after a lost response that was retried; every other change updates record and usage in
 * one transaction. @returns whether all due owners were processed
 */
export async function recountUsage(
  ports: RecountPorts,
  tally: RecountTally,
  isOver: () => boolean,
): Promise<boolean> {
  const until = new Date(ports.now().getTime() - betweenSeconds * 1000);
  for await (const usage of ports.usages.listUnchecked(until)) {
    if (isOver()) return false;
    await tally.of(usageId, () => recount(ports, usage, isOver));
  }
  return !isOver();
}

/** Owners are people: reports do not name them. */
const usageId = 'usage';

async function recount(
  { now, ownerFiles, usages }: RecountPorts,
  usage: StoredUsage,
  isOver: () => boolean,
): Promise<RecountOutcome | 'moved'> {
  let found: Usage = { files: 0, bytes: 0, pendingFiles: 0 };
  for await (const page of ownerFiles.pages(usage.owner)) {
    if (isOver()) return 'moved';
    for (const file of page) found = added(found, usageOf(file));
  }
  const at = now();
  const isRight = isSame(found, usage);
  const look: Look = { ...found, seq: usage.seq, at };
  // The list is eventually consistent: a difference is real only if it is the same after a while, without changes in
  // between. A concurrent sweep may have just stored the first result.
  if (isSecondLook(look, usage.lastLook)) {
    if (isRight) return (await usages.settle(usage)) ? 'recounted' : 'moved';
    return (await usages.correct(usage, found)) ? 'corrected' : 'moved';
  }
  // A correct usage is recounted on another day: the lag of the list can hide exactly the difference.
  const since = isRight ? at : new Date(at.getTime() - (betweenSeconds - secondLookSeconds) * 1000);
  const outcome = isRight ? 'recounted' : 'drifted';
  return (await usages.note(usage, look, since)) ? outcome : 'moved';
}

const isSecondLook = (look: Look, last: Look | undefined): boolean =>
  last?.seq === look.seq &&
  isSame(last, look) &&
  look.at.getTime() >= last.at.getTime() + secondLookSeconds * 1000;

const added = (one: Usage, other: Usage): Usage => ({
  files: one.files + other.files,
  bytes: one.bytes + other.bytes,
  pendingFiles: one.pendingFiles + other.pendingFiles,
});

const isSame = (one: Usage, other: Usage): boolean =>
  one.files === other.files && one.bytes === other.bytes && one.pendingFiles === other.pendingFiles;
