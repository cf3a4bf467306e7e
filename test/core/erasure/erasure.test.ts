import { describe, expect, test } from '@jest/globals';
import { erasureProgress, requestErasure, type ErasurePorts } from '../../../lambda/core/erasure/erasure.js';
import { noon } from '../records.js';
import { hour, minute, old, SimulatedSweep } from '../sweep/simulated-sweep.js';

const version = { versionId: 'v1', sequencer: '' };
const later = (ms: number) => new Date(noon.getTime() + ms);

/** Alice has six files of all kinds, and one that was created after her request; Bob has one. */
function service(): SimulatedSweep {
  const made = new SimulatedSweep().add(
    old(0, { status: 'verified', version }),
    old(1, { status: 'held', version }),
    old(2, { status: 'rejected' }),
    old(3, { status: 'uploaded', version, uploadedAt: noon }),
    old(4, { uploadExpiresAt: later(hour) }),
    old(5, { status: 'verified', version }),
    old(6, { createdAt: later(minute), status: 'verified', version }),
    old(7, { owner: 'bob', status: 'verified', version }),
  );
  for (const index of [0, 1, 3, 5, 6, 7]) made.versions.set(old(index).key, ['v1']);
  return made;
}

let ids = 0;
const requesting = (made: SimulatedSweep, wake = async () => {}): ErasurePorts => ({
  now: () => made.now,
  newErasureId: () => `erasure ${ids++}`,
  erasures: {
    of: async (owner) => made.erasures.get(owner),
    begin: async (erasure) => void made.erasures.set(erasure.owner, erasure),
  },
  wake,
});

const statuses = (made: SimulatedSweep) =>
  Array.from({ length: 8 }, (_, index) => made.record(index)?.status === 'deleted');
const allOfAlice = [true, true, true, true, true, true, false, false];

describe('an erasure', () => {
  test('deletes all files of its owner with the reason, and none that were created later or belong to another', async () => {
    const made = service();
    for (const index of [0, 6, 7]) made.shared.add(old(index).id);
    await requestErasure(requesting(made), 'alice');
    await made.sweep();
    expect([...made.shared]).toEqual([old(6).id, old(7).id]);
    expect(statuses(made)).toEqual(allOfAlice);
    expect(made.record(0)).toMatchObject({ deletedFor: 'erasure', filename: '' });
    expect([...made.versions.keys()].sort()).toEqual([old(6).key, old(7).key].sort());
    expect(made.held('alice')).toEqual({ files: 1, bytes: 900, pendingFiles: 0 });
  });

  test('is done when the list has no more files, after its maximum lag', async () => {
    const made = service();
    const ports = requesting(made);
    await requestErasure(ports, 'alice');
    await made.sweep();
    await made.sweep();
    expect(await erasureProgress(ports, 'alice')).toMatchObject({ status: 'running', deleted: 6 });
    made.now = later(minute - 1);
    await made.sweep();
    expect(await erasureProgress(ports, 'alice')).toMatchObject({
      ...{ status: 'done', deleted: 6, finishedAt: made.now },
    });
  });

  test('is not done while the list still has files, however late', async () => {
    const made = service();
    await requestErasure(requesting(made), 'alice');
    made.now = later(minute - 1);
    await made.sweep();
    expect(made.erasures.get('alice')).toMatchObject({ status: 'running', deleted: 6 });
    await made.sweep();
    expect(made.erasures.get('alice')).toMatchObject({ status: 'done' });
  });

  test('that is requested again while it runs reaches up to the new time, and keeps its count', async () => {
    const made = service();
    await requestErasure(requesting(made), 'alice');
    await made.sweep();
    made.now = later(2 * minute);
    expect(await requestErasure(requesting(made), 'alice')).toMatchObject({ deleted: 6 });
    await made.sweep();
    expect(made.record(6)?.status).toBe('deleted');
    expect(made.erasures.get('alice')?.deleted).toBe(7);
  });

  test('survives a death before or after any call', async () => {
    const whole = service();
    await requestErasure(requesting(whole), 'alice');
    await whole.sweep();
    for (let crash = 0; crash < whole.calls * 2; crash++) {
      const made = service();
      await requestErasure(requesting(made), 'alice');
      made.crashes = new Set([crash]);
      await made.sweep();
      made.crashes = new Set();
      await made.sweep();
      // The record disappears from the list at once; the next sweep removes bytes that a crash has left.
      await made.sweep();
      expect([crash, statuses(made), made.versions.size]).toEqual([crash, allOfAlice, 2]);
    }
  });

  test('without a request is not found', async () => {
    await expect(erasureProgress(requesting(service()), 'alice')).rejects.toMatchObject({
      code: 'erasure-not-found',
    });
  });

  test('counts each file once, however many work on it', async () => {
    const made = service();
    await requestErasure(requesting(made), 'alice');
    await Promise.all([made.sweep(), made.sweep(), made.sweep()]);
    expect(made.erasures.get('alice')?.deleted).toBe(6);
  });
});
