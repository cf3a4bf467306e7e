import { describe, expect, test } from '@jest/globals';
import { noon } from '../records.js';
import { before, hour, idOf, minute, old, SimulatedSweep } from './simulated-sweep.js';

const parts = { uploadId: 'upload', partSizeBytes: 8, partCount: 1 };
const version = { versionId: 'v1', sequencer: '' };
const stored = (service: SimulatedSweep, index: number) => service.versions.set(old(index).key, ['v1']);

/** One record for each wait. */
const everything = () => {
  const service = new SimulatedSweep().add(
    old(0),
    old(1),
    old(2, { status: 'uploaded', version, uploadedAt: before(hour) }),
    old(3, { status: 'verified', version, expiresInSeconds: 3600 }),
    old(4, { status: 'deleted', keepUntil: new Date(noon.getTime() + hour), version }),
    old(5, { status: 'deleted', keepUntil: before(hour) }),
    old(6, { method: 'multipart', parts }),
    old(7, { status: 'verified', version }),
  );
  for (const index of [1, 2, 3, 4, 7]) stored(service, index);
  service.uploads.set('upload', old(6).key);
  return service;
};

/** The whole state, except the numbers of tries. */
const left = (service: SimulatedSweep) => ({
  records: [...service.records.values()].map(({ id, status, version }) => [id, status, version?.versionId]),
  versions: [...service.versions],
  uploads: [...service.uploads],
  held: service.held(),
  notified: [...new Set(service.notified)].sort(),
});

describe('a sweep', () => {
  const whole = async () => {
    const service = everything();
    await service.sweep();
    return service;
  };

  test('that crashes before or after any call is finished by the next, with the same result', async () => {
    const expected = left(await whole());
    const calls = (await whole()).calls;
    for (let crash = 0; crash < calls * 2; crash++) {
      const service = everything();
      service.crashes = new Set([crash]);
      await service.sweep();
      service.crashes = new Set();
      service.now = new Date(noon.getTime() + 20 * minute);
      await service.sweep();
      expect({ crash, ...left(service) }).toEqual({ crash, ...expected });
    }
  });

  test('continues after a failure, and reports it', async () => {
    const service = everything();
    service.crashes = new Set([0]);
    const { counts } = await service.sweep();
    expect([counts.failed, service.failures.length]).toEqual([1, 1]);
    expect(counts.expired).toBeGreaterThan(0);
  });

  test('beside concurrent ones does everything once', async () => {
    const service = everything();
    await Promise.all([service.sweep(), service.sweep(), service.sweep()]);
    expect(left(service)).toEqual(left(await whole()));
  });

  test('stops when its time is over, and reports it; the next one continues', async () => {
    const service = everything();
    expect(await service.sweep(false, noon)).toMatchObject({ complete: false, counts: {} });
    expect(await service.sweep()).toMatchObject({ complete: true });
    expect(left(service)).toEqual(left(await whole()));
  });

  test('as a dry run reports the same and changes nothing', async () => {
    const service = everything();
    const was = left(service);
    const { counts, actions, dryRun } = await service.sweep(true);
    expect(dryRun).toBe(true);
    expect(left(service)).toEqual(was);
    const real = everything();
    expect((await real.sweep()).counts).toMatchObject({
      expired: counts.expired,
      forgotten: counts.forgotten,
    });
    expect(actions).toContainEqual({ outcome: 'expired', id: idOf(0) });
  });
});
