import { describe, expect, test } from '@jest/globals';
import { eraseFiles, type ErasePorts } from '../../../lambda/core/erasure/erase.js';
import type { Erasure } from '../../../lambda/core/erasure/erasure.js';
import { Tally } from '../../../lambda/core/sweep/report.js';
import { noon } from '../records.js';
import { before, old, SimulatedSweep } from '../sweep/simulated-sweep.js';

const version = { versionId: 'v1', sequencer: '' };
const later = (ms: number) => new Date(noon.getTime() + ms);
const never = () => false;

const requested = (owner: string): Erasure => ({
  ...{ id: `of ${owner}`, owner, status: 'running', requestedAt: noon, deleted: 0 },
});

/** Owners with some verified files each, who want them erased. */
function service(files: Readonly<Record<string, number>>): SimulatedSweep {
  const made = new SimulatedSweep();
  let index = 0;
  for (const [owner, count] of Object.entries(files)) {
    for (let file = 0; file < count; file++) made.add(old(index++, { owner, status: 'verified', version }));
    made.erasures.set(owner, requested(owner));
  }
  return made;
}

const erase = (ports: ErasePorts, isOver = never) => eraseFiles(ports, new Tally(false, () => {}), isOver);

describe('an erasure', () => {
  test('that is out of time leaves the other files and owners to the next run', async () => {
    const made = service({ alice: 9, bob: 1 });
    const deleted = () => [...made.records.values()].filter(({ status }) => status === 'deleted').length;
    expect(await erase(made.ports, () => deleted() >= 4)).toBe(false);
    expect([deleted(), made.erasures.get('alice')?.deleted, made.erasures.get('bob')?.deleted]).toEqual([
      4, 4, 0,
    ]);
    made.now = later(60_000);
    expect(await erase(made.ports)).toBe(true);
    expect([deleted(), made.erasures.get('alice')?.deleted, made.erasures.get('bob')?.deleted]).toEqual([
      10, 9, 1,
    ]);
  });

  test('that is out of time is not done, even where no file is left', async () => {
    const made = service({ alice: 0, bob: 0 });
    made.now = later(60_000);
    let ended = 0;
    const finish = async () => void ended++;
    const ports = { ...made.ports, erasing: { ...made.ports.erasing, finish } };
    expect(await erase(ports, () => ended === 1)).toBe(false);
    expect(ended).toBe(1);
  });

  test('deletes four files at once: more would only meet conflicts at the usage of their owner', async () => {
    const made = service({ alice: 10 });
    let running = 0;
    let most = 0;
    const removeVersion = async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
    };
    await erase({ ...made.ports, store: { removeVersion } });
    expect([most, made.erasures.get('alice')?.deleted]).toEqual([4, 10]);
  });

  test('includes a file that was created in the millisecond of its request', async () => {
    const made = new SimulatedSweep().add(
      old(0, { createdAt: noon, status: 'verified', version }),
      old(1, { createdAt: later(1), status: 'verified', version }),
    );
    made.erasures.set('alice', requested('alice'));
    await erase(made.ports);
    expect([made.record(0)?.status, made.record(1)?.status]).toEqual(['deleted', 'verified']);
  });

  test('is done when the list is empty ten seconds after its request, and not sooner', async () => {
    const made = service({ alice: 0 });
    made.now = later(9_999);
    await erase(made.ports);
    expect(made.erasures.get('alice')?.status).toBe('running');
    made.now = later(10_000);
    await erase(made.ports);
    expect(made.erasures.get('alice')?.status).toBe('done');
  });

  test('counts nothing for files that the list still shows, and whose records are removed or deleted', async () => {
    const made = service({ alice: 0 });
    made.add(old(1, { status: 'deleted', keepUntil: later(1) }));
    const listed = [0, 1].map((index) => old(index, { status: 'verified', version, createdAt: before(1) }));
    const removed: string[] = [];
    const counts: number[] = [];
    await erase({
      ...made.ports,
      ownerFiles: {
        async *pages() {
          yield listed;
        },
      },
      store: { removeVersion: async (_key, versionId) => void removed.push(versionId) },
      erasing: { ...made.ports.erasing, count: async (_erasure, deleted) => void counts.push(deleted) },
    });
    expect([removed, counts, [...made.records.keys()]]).toEqual([[], [], [old(1).id]]);
  });
});
