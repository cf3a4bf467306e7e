import { describe, expect, test } from '@jest/globals';
import { minute, old, SimulatedSweep } from './simulated-sweep.js';

const verified = old(0, { status: 'verified', version: { versionId: 'v1', sequencer: '' } });
const right = { files: 1, bytes: 900, pendingFiles: 0 };

/** A reservation whose create crashed before its record. */
function drifted(): SimulatedSweep {
  const service = new SimulatedSweep().add(verified);
  service.versions.set(verified.key, ['v1']);
  service.move('alice', { files: 1, bytes: 500, pendingFiles: 1 });
  return service;
}

/** A recount, some time after the previous one. */
function laterSweep(service: SimulatedSweep) {
  service.now = new Date(service.now.getTime() + 15 * minute);
  return service.sweep();
}

describe('a usage that differs from the files', () => {
  test('is corrected if a second recount has the same result', async () => {
    const service = drifted();
    expect((await service.sweep()).counts).toEqual({ drifted: 1 });
    expect(service.held()).toEqual({ files: 2, bytes: 1400, pendingFiles: 1 });
    expect((await laterSweep(service)).counts).toEqual({ corrected: 1 });
    expect(service.held()).toEqual(right);
    expect((await laterSweep(service)).counts).toEqual({ recounted: 1 });
  });

  test('is not corrected by a concurrent sweep just after the first recount', async () => {
    const service = drifted();
    await service.sweep();
    service.now = new Date(service.now.getTime() + 14 * minute);
    expect((await service.sweep()).counts).toEqual({ drifted: 1 });
    expect(service.held()).toEqual({ files: 2, bytes: 1400, pendingFiles: 1 });
  });

  test('is not corrected if it changed between the recounts: the list may have lagged', async () => {
    const service = drifted();
    await service.sweep();
    service.move('alice', { files: -1, bytes: -500, pendingFiles: -1 });
    expect((await laterSweep(service)).counts).toEqual({ recounted: 1 });
    expect(service.held()).toEqual(right);
  });

  test('is recounted a third time after a change in between, even if the counts are the same again', async () => {
    const service = drifted();
    await service.sweep();
    service.move('alice', { files: 1, bytes: 1, pendingFiles: 1 });
    service.move('alice', { files: -1, bytes: -1, pendingFiles: -1 });
    expect((await laterSweep(service)).counts).toEqual({ drifted: 1 });
    expect((await laterSweep(service)).counts).toEqual({ corrected: 1 });
  });

  test('never overwrites a concurrent change', async () => {
    const service = drifted();
    await service.sweep();
    const { pages } = service.ports.ownerFiles;
    Object.assign(service.ports, {
      ownerFiles: {
        async *pages(owner: string) {
          yield* pages(owner);
          service.move('alice', { files: 1, bytes: 1, pendingFiles: 1 });
        },
      },
    });
    await laterSweep(service);
    expect(service.held()).toEqual({ files: 3, bytes: 1401, pendingFiles: 2 });
  });

  test('is found on another day where the list hid at first what it is wrong by', async () => {
    const service = drifted();
    const { pages } = service.ports.ownerFiles;
    const lagging = async function* (owner: string) {
      for await (const page of pages(owner)) yield [...page, old(1, { reservedBytes: 500 })];
    };
    Object.assign(service.ports, { ownerFiles: { pages: lagging } });
    expect((await service.sweep()).counts).toEqual({ recounted: 1 });
    Object.assign(service.ports, { ownerFiles: { pages } });
    expect((await laterSweep(service)).counts).toEqual({ drifted: 1 });
    expect((await laterSweep(service)).counts).toEqual({ corrected: 1 });
  });
});
