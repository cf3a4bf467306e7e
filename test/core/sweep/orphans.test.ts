import { describe, expect, test } from '@jest/globals';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import { noon } from '../records.js';
import { hour, idOf, old, SimulatedSweep } from './simulated-sweep.js';

const version = { versionId: 'v1', sequencer: '' };
const day = 24 * hour;
const later = (ms: number) => new Date(noon.getTime() + ms);
const strangeKey = keyFor('alice', idOf(77));

describe('an object without a record', () => {
  test('is kept for a grace period from when it was first seen, however old it is, and then removed', async () => {
    const service = new SimulatedSweep();
    service.versions.set(strangeKey, ['v1']);
    const seen = [];
    for (const days of [0, 1, 6, 8]) {
      service.now = later(days * day);
      seen.push((await service.sweep()).counts);
    }
    expect(seen).toEqual([{ orphan: 1 }, { orphan: 1 }, { orphan: 1 }, { 'orphan-removed': 1 }]);
    expect(service.versions.size).toBe(0);
  });

  test('is one also where its key is none of ours', async () => {
    const service = new SimulatedSweep();
    service.versions.set('files/by-hand.txt', ['v1']);
    expect((await service.sweep()).counts).toEqual({ orphan: 1 });
  });

  test('is found once a day, wherever in the bucket it is', async () => {
    const service = new SimulatedSweep();
    for (let index = 0; index < 9; index++) service.versions.set(keyFor('alice', idOf(index)), ['v1']);
    expect((await service.sweep()).counts.orphan).toBe(9);
    expect((await service.sweep()).counts.orphan).toBeUndefined();
  });

  test('is not processed twice by concurrent walkers: each page belongs to one', async () => {
    const service = new SimulatedSweep();
    for (let index = 0; index < 9; index++) service.versions.set(keyFor('alice', idOf(index)), ['v1']);
    await Promise.all([service.sweep(), service.sweep()]);
    service.now = later(8 * day);
    await Promise.all([service.sweep(), service.sweep()]);
    service.now = later(9 * day);
    await service.sweep();
    expect(service.versions.size).toBe(0);
  });
});

describe('a version of a file that there is', () => {
  const eightDays = async (service: SimulatedSweep) => {
    await service.sweep();
    service.now = later(8 * day);
    await service.sweep();
  };

  test('stays if the record pins it; a second one is removed', async () => {
    const service = new SimulatedSweep().add(old(0, { status: 'verified', version }));
    service.versions.set(old().key, ['v0', 'v1']);
    await eightDays(service);
    expect(service.versions.get(old().key)).toEqual(['v1']);
  });

  test('is removed if the file was rejected, and its removal failed', async () => {
    const service = new SimulatedSweep().add(old(0, { status: 'rejected', version }));
    service.versions.set(old().key, ['v1']);
    await eightDays(service);
    expect(service.versions.size).toBe(0);
  });
});

test('parts without a pending upload are removed; others stay', async () => {
  const parts = { uploadId: 'awaited', partSizeBytes: 8, partCount: 1 };
  const uploadExpiresAt = later(30 * day);
  const service = new SimulatedSweep().add(old(0, { method: 'multipart', parts, uploadExpiresAt }));
  service.uploads.set('awaited', old().key);
  service.uploads.set('begun twice', old().key);
  await service.sweep();
  service.now = later(8 * day);
  await service.sweep();
  expect([...service.uploads.keys()]).toEqual(['awaited']);
});
