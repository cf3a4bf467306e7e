import { expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import { noon } from '../records.js';
import { before, hour, idOf, minute, old, SimulatedSweep } from './simulated-sweep.js';

const version = { versionId: 'v1', sequencer: '' };
const parts = { uploadId: 'upload', partSizeBytes: 8, partCount: 1 };
const day = 24 * hour;
const past = { keepUntil: before(minute) };

/** A file of each kind that a sweep acts on. */
const kinds: Readonly<Record<string, FileRecord>> = {
  expired: old(0),
  'expired with its parts': old(1, { method: 'multipart', parts }),
  requeued: old(2),
  joining: old(3, { status: 'completing', method: 'multipart', parts }),
  lost: old(4, { status: 'uploaded', version, uploadedAt: before(hour) }),
  deleted: old(5, { status: 'verified', version, expiresInSeconds: 60 }),
  removed: old(6, { status: 'deleted', version, keepUntil: new Date(noon.getTime() + day) }),
  forgotten: old(7, { status: 'aborted', ...past }),
  erased: old(8, { owner: 'bob', status: 'verified', version }),
};

function everything(): SimulatedSweep {
  const service = new SimulatedSweep().add(...Object.values(kinds));
  for (const index of [2, 5, 8]) service.versions.set(old(index).key, ['v1']);
  service.uploads.set('upload', old(1).key);
  for (const { id } of Object.values(kinds)) service.shared.add(id);
  service.erasures.set('bob', {
    ...{ id: 'erasure', owner: 'bob', status: 'running', requestedAt: before(minute), deleted: 0 },
  });
  // An orphan whose grace is over, and one that was never seen.
  service.versions.set(keyFor('alice', idOf(77)), ['v1']);
  service.notes.set(`${keyFor('alice', idOf(77))}#v1`, before(8 * day));
  service.versions.set(keyFor('alice', idOf(78)), ['v1']);
  return service;
}

const state = ({
  records,
  usage,
  versions,
  uploads,
  notified,
  joins,
  shared,
  erasures,
  notes,
  place,
}: SimulatedSweep) =>
  structuredClone({ records, usage, versions, uploads, notified, joins, shared, erasures, notes, place });

test('a dry run says what a sweep would do, of everything, and changes nothing', async () => {
  const dry = everything();
  const was = state(dry);
  const { counts, actions, complete, dryRun } = await dry.sweep(true);
  expect(state(dry)).toEqual(was);
  expect([dryRun, complete, dry.failures]).toEqual([true, true, []]);

  const real = everything();
  const done = await real.sweep();
  expect(counts).toEqual(done.counts);
  expect(counts).toEqual({
    ...{ expired: 2, requeued: 1, joining: 1, lost: 1, deleted: 1, removed: 1, forgotten: 1, erased: 1 },
    ...{ recounted: 2, orphan: 1, 'orphan-removed': 1 },
  });
  for (const [name, { id }] of Object.entries(kinds))
    expect(actions).toContainEqual({ outcome: name.split(' ')[0], id });
  expect(done.actions).toEqual([]);
});

test('a dry run walks the whole bucket, and again the next time', async () => {
  const service = new SimulatedSweep();
  for (let index = 0; index < 30; index++) service.versions.set(keyFor('alice', idOf(index)), ['v1']);
  for (let time = 0; time < 2; time++) expect((await service.sweep(true)).counts).toEqual({ orphan: 30 });
});
