import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { noon } from '../records.js';
import { before, hour, minute, old, SimulatedSweep } from './simulated-sweep.js';

let service: SimulatedSweep;
beforeEach(() => {
  service = new SimulatedSweep();
});

/** Replaces the lists of waiting files. */
function waiting(changes: Partial<SimulatedSweep['ports']['waiting']>): void {
  Object.assign(service.ports, { waiting: { ...service.ports.waiting, ...changes } });
}

async function* none(): AsyncGenerator<readonly FileRecord[]> {}

describe('a sweep', () => {
  test('acts on each kind of wait after its time, those first that free the most', async () => {
    const waits: [string, Date][] = [];
    waiting({ files: (_shard, wait, until) => (waits.push([wait, until]), none()) });
    await service.sweep();
    expect(waits).toEqual([
      ['retention', noon],
      ['removal', noon],
      ['upload', before(hour)],
      ['joining', before(5 * minute)],
      ['verdict', before(15 * minute)],
      ['tombstone', noon],
    ]);
    waits.length = 0;
    Object.assign(service.ports, { policy: { malware: { scanTimeoutSeconds: 1800 } } });
    await service.sweep();
    expect(waits[4]).toEqual(['verdict', before(45 * minute)]);
  });

  test('leaves each step its share of the time, however long the steps before would take', async () => {
    service.add(old(0, { status: 'held', expiresInSeconds: 60 }));
    let files = 0;
    waiting({
      files: async function* (_shard, wait) {
        // Each takes a minute.
        while (wait === 'retention') {
          files++;
          service.now = new Date(service.now.getTime() + minute);
          yield [old(1)];
        }
      },
    });
    const { complete, counts } = await service.sweep(false, new Date(noon.getTime() + hour));
    // An hour for ten steps.
    expect([files, complete, counts.deleted]).toEqual([6, false, 1]);
  });

  test('stops between two files of a page when the time of a step is over', async () => {
    const page = [0, 1, 2].map((index) => old(index));
    service.add(...page);
    const { abortParts, versions, ...store } = service.ports.store;
    Object.assign(service.ports, {
      store: {
        ...{ ...store, abortParts },
        versions: (key: string) => {
          service.now = new Date(service.now.getTime() + 20 * minute);
          return versions(key);
        },
      },
    });
    const { complete, counts } = await service.sweep(false, new Date(noon.getTime() + hour));
    expect([complete, counts.expired]).toEqual([false, 1]);
  });

  test('continues with the other steps after one has failed, and names it', async () => {
    service.add(old(0, { status: 'held', expiresInSeconds: 60 }));
    waiting({
      files: (_shard, wait) => {
        if (wait === 'joining') throw new Error('the index is away');
        return none();
      },
    });
    const { complete, counts } = await service.sweep();
    expect([complete, counts]).toEqual([false, { failed: 1, deleted: 1, recounted: 1 }]);
    expect(service.failures).toEqual(['joining']);
  });

  test('is complete where every step was in time, also without anything to do', async () => {
    expect(await service.sweep()).toEqual({ complete: true, counts: {}, actions: [], dryRun: false });
  });

  test('reads every shard once, and begins each time with another', async () => {
    const order = async (seconds: number) => {
      const shards: number[] = [];
      service.now = new Date(noon.getTime() + seconds * 1000);
      waiting({ shards: 20, files: (shard, wait) => (wait === 'upload' && shards.push(shard), none()) });
      await service.sweep();
      return shards;
    };
    const first = await order(0);
    expect([...first].sort((one, other) => one - other)).toEqual(
      Array.from({ length: 20 }, (_, shard) => shard),
    );
    const [start = NaN] = first;
    for (const seconds of [1, 2, 19, 20]) expect((await order(seconds))[0]).toBe((start + seconds) % 20);
  });

  test('reads eight shards at once', async () => {
    let running = 0;
    let most = 0;
    waiting({
      shards: 20,
      files: async function* () {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running--;
        yield [];
      },
    });
    await service.sweep();
    expect(most).toBe(8);
  });
});
