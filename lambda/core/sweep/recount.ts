import type { FileRecord } from '../file/file.js';
import { usageOf, type Usage } from '../file/usage.js';

export type RecountOutcome = 'recounted' | 'drifted' | 'corrected';

/** An owner's usage as it stands. */
export interface StoredUsage extends Usage {
  readonly owner: string;
  /** Grows with every change. */
  readonly seq: number;
  /** What the last recount found. */
  readonly lastLook?: Look;
}

/** What a recount found, at which `seq`, and when. */
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
    /** Those that have had a new upload since their last recount, and not only just. */
    unchecked(until: Date): AsyncIterable<StoredUsage>;
    /** Each writes only if `seq` is still what was read. @returns whether it did */
    settle(usage: StoredUsage): Promise<boolean>;
    /** Notes a look, and has the owner counted again a while after `since`. */
    note(usage: StoredUsage, look: Look, since: Date): Promise<boolean>;
    correct(usage: StoredUsage, found: Usage): Promise<boolean>;
  };
}

interface RecountTally {
  add(outcome: RecountOutcome, id: string): void;
  of(id: string, work: () => Promise<RecountOutcome | 'moved'>): Promise<void>;
}

/** How often an owner who goes on uploading is counted. */
const betweenSeconds = 24 * 60 * 60;

/** After it, a drift that is still there is no lag of the list that was counted. */
const secondLookSeconds = 15 * 60;

/**
 * Counts what owners hold and puts their usage right. It can only have gone wrong where a create died between its
 * reservation and its record, or an answer was lost and asked for again; every other change moves record and usage
 * together. @returns whether it got through all that were due
 */
export async function recountUsage(
  ports: RecountPorts,
  tally: RecountTally,
  isOver: () => boolean,
): Promise<boolean> {
  const until = new Date(ports.now().getTime() - betweenSeconds * 1000);
  for await (const usage of ports.usages.unchecked(until)) {
    if (isOver()) return false;
    await tally.of(usageId, () => recount(ports, usage, isOver));
  }
  return !isOver();
}

/** Owners are people: a report does not name them. */
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
  // The list that was counted follows the records a moment later: only what is the same after a while, with no change
  // in between, is true. Another sweep may have had the first look just now.
  if (isSecondLook(look, usage.lastLook)) {
    if (isRight) return (await usages.settle(usage)) ? 'recounted' : 'moved';
    return (await usages.correct(usage, found)) ? 'corrected' : 'moved';
  }
  // What is right is looked at once more on another day: a list that lags can hide just what a count is wrong by.
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
