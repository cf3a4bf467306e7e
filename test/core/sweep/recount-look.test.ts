import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  recountUsage,
  type Look,
  type RecountPorts,
  type StoredUsage,
} from '../../../lambda/core/sweep/recount.js';
import { Tally } from '../../../lambda/core/sweep/report.js';
import { noon } from '../records.js';
import { before, hour, minute, old } from './simulated-sweep.js';

/** One verified file. */
const right = { files: 1, bytes: 900, pendingFiles: 0 };
const day = 24 * hour;

interface Noted {
  readonly look: Look;
  readonly since: Date;
}

let settled: StoredUsage[];
let corrected: object[];
let noted: Noted[];
let untils: Date[];
let tally: Tally;
beforeEach(() => {
  [settled, corrected, noted, untils] = [[], [], [], []];
  tally = new Tally(false, () => {});
});

/** Owners whose usage waits for a recount, and who have one file each. @param isWritten whether no other write is faster */
const portsWith = (usages: readonly StoredUsage[], isWritten = true): RecountPorts => ({
  now: () => noon,
  ownerFiles: {
    async *pages() {
      yield [old(0, { status: 'verified' })];
    },
  },
  usages: {
    async *listUnchecked(until) {
      untils.push(until);
      yield* usages;
    },
    settle: async (usage) => settled.push(usage) > 0 && isWritten,
    note: async (_usage, look, since) => noted.push({ look, since }) > 0 && isWritten,
    correct: async (_usage, found) => corrected.push(found) > 0 && isWritten,
  },
});
const stored = (changes: Partial<StoredUsage> = {}): StoredUsage => ({
  owner: 'alice',
  ...right,
  seq: 7,
  ...changes,
});
const recount = (usages: readonly StoredUsage[], isOver = () => false, isWritten = true) =>
  recountUsage(portsWith(usages, isWritten), tally, isOver);
const counts = () => tally.report(true).counts;

describe('a recount', () => {
  test('is of owners whose last upload is a day ago or longer', async () => {
    expect(await recount([])).toBe(true);
    expect(untils).toEqual([before(day)]);
  });

  test('of a right usage is repeated after a day: the lag of the list can hide a difference', async () => {
    await recount([stored()]);
    expect(noted).toEqual([{ look: { ...right, seq: 7, at: noon }, since: noon }]);
    expect(counts()).toEqual({ recounted: 1 });
  });

  test('of a wrong usage is repeated after a quarter of an hour', async () => {
    await recount([stored({ bytes: 901 })]);
    // It waits a day from `since` on.
    expect(noted).toEqual([{ look: { ...right, seq: 7, at: noon }, since: before(day - 15 * minute) }]);
    expect(counts()).toEqual({ drifted: 1 });
  });

  test.each([{ files: 2 }, { bytes: 901 }, { pendingFiles: 1 }])(
    'finds a difference in each of the counts: %j',
    async (difference) => {
      const lastLook = { ...right, seq: 7, at: before(15 * minute) };
      await recount([stored({ ...difference, lastLook })]);
      expect([corrected, counts()]).toEqual([[right], { corrected: 1 }]);
    },
  );

  test.each([{ files: 2 }, { bytes: 901 }, { pendingFiles: 1 }, { seq: 6 }, { at: before(15 * minute - 1) }])(
    'corrects nothing where the one before differs, or was just now: %j',
    async (difference) => {
      const lastLook = { ...right, seq: 7, at: before(hour), ...difference };
      await recount([stored({ files: 2, lastLook })]);
      expect([corrected, counts()]).toEqual([[], { drifted: 1 }]);
    },
  );

  test('that was right twice is the last, until the next upload', async () => {
    const usage = stored({ lastLook: { ...right, seq: 7, at: before(day) } });
    await recount([usage]);
    expect([settled, corrected, noted, counts()]).toEqual([[usage], [], [], { recounted: 1 }]);
  });

  test('changes nothing of an owner whose usage changed meanwhile', async () => {
    const lastLook = { ...right, seq: 7, at: before(hour) };
    await recount([stored(), stored({ lastLook }), stored({ files: 2, lastLook })], () => false, false);
    expect([noted.length, settled.length, corrected.length, counts()]).toEqual([1, 1, 1, { moved: 3 }]);
  });

  test('that is out of time leaves the other owners to the next sweep', async () => {
    expect(await recount([stored(), stored({ owner: 'bob' })], () => noted.length > 0)).toBe(false);
    expect(noted).toHaveLength(1);
  });

  test('that is out of time within the list of an owner notes nothing: it has not seen all files', async () => {
    let checks = 0;
    expect(await recount([stored()], () => ++checks > 1)).toBe(false);
    expect([noted, settled, corrected, counts()]).toEqual([[], [], [], { moved: 1 }]);
  });

  test('names no owner in its report', async () => {
    const dry = new Tally(true, () => {});
    await recountUsage(portsWith([stored()]), dry, () => false);
    expect(dry.report(true).actions).toEqual([{ outcome: 'recounted', id: 'usage' }]);
  });
});
