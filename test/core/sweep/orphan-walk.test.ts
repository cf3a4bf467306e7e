import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FileRecord, FileStatus } from '../../../lambda/core/file/file.js';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import { sweepOrphans } from '../../../lambda/core/sweep/orphans.js';
import { Tally } from '../../../lambda/core/sweep/report.js';
import { noon } from '../records.js';
import { hour, idOf, old, SimulatedSweep } from './simulated-sweep.js';

const version = { versionId: 'v1', sequencer: '' };
const parts = { uploadId: 'upload', partSizeBytes: 8, partCount: 1 };
const day = 24 * hour;
const graceMs = 7 * day;
const later = (ms: number) => new Date(noon.getTime() + ms);
const never = () => false;

let service: SimulatedSweep;
let tally: Tally;
beforeEach(() => {
  service = new SimulatedSweep();
  tally = new Tally(false, () => {});
});

const walk = (pages = Infinity, isOver = never) => sweepOrphans(service.ports, tally, isOver, pages);
const counts = () => tally.report(true).counts;
const object = (index: number, ...versions: string[]) =>
  service.versions.set(old(index).key, versions.length > 0 ? versions : ['v1']);

/** Walks, and once more after the grace period. */
async function walkTwice() {
  await walk();
  service.now = later(8 * day);
  await walk();
}

describe('a walk through the bucket', () => {
  test('reads the records of a page in one batch, and again only those that do not explain an object', async () => {
    service.add(
      old(0, { status: 'verified', version }),
      old(1, { status: 'rejected', version }),
      old(2, { status: 'verified', version }),
    );
    object(0, 'v1');
    object(1, 'v1');
    for (const name of ['', 'files/by-hand.txt', 'files/ab/u-alice/x']) service.versions.set(name, ['v1']);
    const batches: (readonly string[])[] = [];
    const reads: string[] = [];
    const { records } = service.ports.orphans;
    const { get } = service.ports.files;
    const page = [...service.versions].flatMap(([key]) => [
      { key, versionId: 'v1' },
      { key, versionId: 'v1' },
    ]);
    await sweepOrphans(
      {
        ...service.ports,
        bucket: { ...service.ports.bucket, versions: async () => ({ items: page }) },
        files: { ...service.ports.files, get: (id) => (reads.push(id), get(id)) },
        orphans: { ...service.ports.orphans, records: (ids) => (batches.push(ids), records(ids)) },
      },
      tally,
      never,
      1,
    );
    expect(batches).toEqual([[idOf(0), idOf(1)]]);
    expect(reads).toEqual([idOf(1), idOf(1)]);
    expect(counts()).toEqual({ orphan: 8 });
  });

  test('believes a record that the batch did not have yet', async () => {
    service.add(old(0, { status: 'verified', version }));
    object(0);
    const orphans = { ...service.ports.orphans, records: async () => [] };
    await sweepOrphans({ ...service.ports, orphans }, tally, never, Infinity);
    expect(counts()).toEqual({});
  });

  test('begins a day after the one before, and not sooner', async () => {
    object(0);
    await walk();
    expect(service.place).toMatchObject({ phase: 'done', startedAt: noon });
    service.now = later(day - 1);
    await walk();
    expect(service.place?.startedAt).toEqual(noon);
    service.now = later(day);
    await walk();
    expect(service.place).toMatchObject({ phase: 'done', startedAt: later(day) });
    expect(counts()).toEqual({ orphan: 2 });
  });

  test('takes so many pages in a sweep, and the next sweep continues where it was', async () => {
    for (let index = 0; index < 6; index++) object(index);
    expect(await walk(1)).toBe(true);
    expect(counts()).toEqual({ orphan: 2 });
    expect(service.place).toMatchObject({ phase: 'versions', next: old(1).key });
    expect(await walk(2)).toBe(true);
    expect(counts()).toEqual({ orphan: 6 });
    expect(service.place).toMatchObject({ phase: 'uploads' });
    expect(service.place).not.toHaveProperty('next');
  });

  test('stops when its time is over, and says so', async () => {
    for (let index = 0; index < 6; index++) object(index);
    expect(await walk(Infinity, () => (counts().orphan ?? 0) >= 2)).toBe(false);
    expect(counts()).toEqual({ orphan: 2 });
    expect(await walk(Infinity)).toBe(true);
  });

  test('leaves the rest to another walker that has moved on', async () => {
    for (let index = 0; index < 6; index++) object(index);
    const walkers = { ...service.ports.walk, moveTo: async () => false };
    expect(await sweepOrphans({ ...service.ports, walk: walkers }, tally, never, Infinity)).toBe(true);
    expect(counts()).toEqual({ orphan: 2 });
  });

  test('continues through the uploads page by page', async () => {
    const asked: (string | undefined)[] = [];
    const uploads = async (after?: string) => {
      asked.push(after);
      const items = [{ key: old(0).key, uploadId: `upload ${asked.length}` }];
      return after === undefined ? { items, next: 'second page' } : { items };
    };
    await sweepOrphans(
      { ...service.ports, bucket: { ...service.ports.bucket, uploads } },
      tally,
      never,
      Infinity,
    );
    expect(asked).toEqual([undefined, 'second page']);
    expect(counts()).toEqual({ orphan: 2 });
  });
});

describe('a version', () => {
  const isKept = async (changes: Partial<FileRecord>) => {
    service.add(old(0, changes));
    object(0);
    await walkTwice();
    return service.versions.size > 0;
  };

  test.each(['pending', 'completing', 'expired'] as const)(
    'of a %s file stays: it may still be pinned',
    async (status) => {
      expect(await isKept({ status })).toBe(true);
    },
  );

  test.each(['uploaded', 'held', 'verified'] as const)(
    'of a file that is %s stays where it is the pinned one',
    async (status) => {
      expect(await isKept({ status, version })).toBe(true);
    },
  );

  test.each(['uploaded', 'held', 'verified'] as const)(
    'of a file that is %s goes where another is pinned',
    async (status) => {
      expect(await isKept({ status, version: { versionId: 'v2', sequencer: '' } })).toBe(false);
    },
  );

  test.each(['rejected', 'aborted', 'deleted'] as const)(
    'of a file that is %s goes: nothing reads it',
    async (status) => {
      expect(await isKept({ status, version })).toBe(false);
    },
  );

  test('under another key than that of the file with its id goes', async () => {
    service.add(old(0, { status: 'verified', version }));
    object(0);
    const strange = keyFor('mallory', idOf(0));
    service.versions.set(strange, ['v1']);
    await walkTwice();
    expect([...service.versions.keys()]).toEqual([old(0).key]);
  });

  test('goes when its grace period is over, to the second', async () => {
    object(0);
    service.notes.set(`${old(0).key}#v1`, later(-graceMs + 1));
    await walk();
    expect(counts()).toEqual({ orphan: 1 });
    service.notes.set(`${old(0).key}#v1`, later(-graceMs));
    service.place = undefined;
    await walk();
    expect(counts()).toEqual({ orphan: 1, 'orphan-removed': 1 });
  });
});

describe('parts', () => {
  const areKept = async (status: FileStatus, changes: Partial<FileRecord> = { parts }) => {
    service.add(old(0, { status, method: 'multipart', ...changes }));
    service.uploads.set('upload', old(0).key);
    await walkTwice();
    return service.uploads.size > 0;
  };

  test.each(['pending', 'completing'] as const)('of a %s file stay', async (status) => {
    expect(await areKept(status)).toBe(true);
  });

  test.each(['uploaded', 'verified', 'rejected', 'expired', 'aborted', 'deleted'] as const)(
    'of a file that is %s go',
    async (status) => expect(await areKept(status)).toBe(false),
  );

  test('that a pending file does not name go', async () => {
    expect(await areKept('pending', {})).toBe(false);
  });
});
