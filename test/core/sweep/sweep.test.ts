import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { stuckAttempts } from '../../../lambda/core/sweep/sweep-file.js';
import { noon } from '../records.js';
import { before, hour, idOf, minute, old, SimulatedSweep } from './simulated-sweep.js';

const parts = { uploadId: 'upload', partSizeBytes: 8, partCount: 1 };
const version = { versionId: 'v1', sequencer: '' };
const nothing = { files: 0, bytes: 0, pendingFiles: 0 };
const stored = (service: SimulatedSweep, index = 0, ...versions: string[]) =>
  service.versions.set(old(index).key, versions.length > 0 ? versions : ['v1']);

describe('an upload without an event', () => {
  test('expires a grace period after its last URL, releases its quota, and keeps its record for a day', async () => {
    const service = new SimulatedSweep().add(old());
    expect((await service.sweep()).counts).toEqual({ expired: 1, recounted: 1 });
    expect(service.record()).toMatchObject({
      status: 'expired',
      keepUntil: new Date('2026-11-23T12:00:00Z'),
    });
    expect(service.held()).toEqual(nothing);
  });

  test('is left alone during its grace period, to the second', async () => {
    const status = async (ms: number) => {
      const service = new SimulatedSweep().add(old(0, { uploadExpiresAt: before(ms) }));
      await service.sweep();
      return service.record()?.status;
    };
    expect([await status(hour - 1), await status(hour)]).toEqual(['pending', 'expired']);
  });

  test('loses its parts when it expires', async () => {
    const service = new SimulatedSweep().add(old(0, { method: 'multipart', parts }));
    service.uploads.set('upload', old().key);
    await service.sweep();
    expect([service.record()?.status, service.uploads.size]).toEqual(['expired', 0]);
  });

  test('is checked if its bytes are stored, oldest version first', async () => {
    const service = new SimulatedSweep().add(old());
    stored(service, 0, 'first', 'second');
    expect((await service.sweep()).counts.requeued).toBe(1);
    expect(service.notified).toEqual([`${old().key}#first`, `${old().key}#second`]);
    expect(service.record()).toMatchObject({ status: 'pending', swept: { attempts: 1, at: noon } });
    // It has a quarter of an hour before it is enqueued again.
    await service.sweep();
    expect(service.notified).toHaveLength(2);
  });

  test('is no longer expired once it was renewed', async () => {
    const service = new SimulatedSweep().add(
      old(0, {
        swept: { attempts: 1, at: before(hour) },
        uploadExpiresAt: new Date(noon.getTime() + hour),
      }),
    );
    await service.sweep();
    expect(service.record()?.status).toBe('pending');
  });
});

describe('a file whose parts should have been joined', () => {
  const completing = (changes: Partial<FileRecord> = {}) =>
    old(0, { status: 'completing', method: 'multipart', parts, ...changes });

  test('has `presign` invoked repeatedly', async () => {
    const service = new SimulatedSweep().add(completing());
    expect((await service.sweep()).counts.joining).toBe(1);
    await service.sweep();
    expect(service.joins).toEqual([idOf(0)]);
    service.now = new Date(noon.getTime() + 6 * minute);
    await service.sweep();
    expect(service.joins).toEqual([idOf(0), idOf(0)]);
  });

  test('expires after its time if no try has stored an object', async () => {
    const swept = { attempts: stuckAttempts, at: before(hour) };
    const service = new SimulatedSweep().add(completing({ swept }));
    await service.sweep();
    expect(service.record()?.status).toBe('expired');
  });
});

describe('a file that waits for its check', () => {
  const uploaded = (changes: Partial<FileRecord> = {}) =>
    old(0, { status: 'uploaded', version, uploadedAt: before(hour), ...changes });

  test('is enqueued for `validate` with its pinned version', async () => {
    const service = new SimulatedSweep().add(uploaded());
    stored(service, 0, 'v0', 'v1', 'v2');
    await service.sweep();
    expect(service.notified).toEqual([`${old().key}#v1`]);
  });

  test('counts as stuck from the fourth time on, and is still enqueued', async () => {
    const service = new SimulatedSweep().add(uploaded());
    stored(service);
    const outcomes = [];
    for (let round = 0; round < 5; round++) {
      service.now = new Date(noon.getTime() + round * 16 * minute);
      const { counts } = await service.sweep();
      outcomes.push(counts.stuck ? 'stuck' : counts.requeued ? 'requeued' : 'nothing');
    }
    expect(outcomes).toEqual(['requeued', 'requeued', 'requeued', 'stuck', 'stuck']);
    expect(service.notified).toHaveLength(5);
  });

  test('has the time of a malware scan', async () => {
    const service = new SimulatedSweep().add(uploaded());
    Object.assign(service.ports, { policy: { malware: { scanTimeoutSeconds: 3600 } } });
    stored(service);
    await service.sweep();
    expect(service.notified).toEqual([]);
  });

  test('is rejected with the reason if its bytes were removed', async () => {
    const service = new SimulatedSweep().add(uploaded());
    stored(service, 0, 'another');
    expect((await service.sweep()).counts.lost).toBe(1);
    expect(service.record()).toMatchObject({ status: 'rejected', reasons: [{ code: 'bytes-missing' }] });
    expect(service.held()).toEqual(nothing);
  });
});

describe('a file with a retention of two hours', () => {
  test.each(['verified', 'rejected', 'held'] as const)('and is %s is deleted after three', async (status) => {
    const kept = old(0, { status, version, expiresInSeconds: 2 * 3600, decision: undefined as never });
    const service = new SimulatedSweep().add(kept);
    stored(service);
    expect((await service.sweep()).counts.deleted).toBe(1);
    expect(service.record()).toMatchObject({ status: 'deleted', deletedFor: 'retention', filename: '' });
    expect([service.held(), service.versions.size]).toEqual([nothing, 0]);
  });

  test('is not deleted again where its owner deleted it since the list was read', async () => {
    const kept = old(0, { status: 'verified', version, expiresInSeconds: 2 * 3600 });
    const service = new SimulatedSweep().add(kept);
    stored(service);
    const { get } = service.ports.files;
    const deleted = { ...kept, status: 'deleted' as const, revision: 2 };
    Object.assign(service.ports.files, { get: async (id: string) => (await get(id)) && deleted });
    expect((await service.sweep()).counts.deleted).toBeUndefined();
    expect(service.record()?.status).toBe('verified');
  });

  test('is there until then', async () => {
    const service = new SimulatedSweep().add(
      old(0, { status: 'verified', version, expiresInSeconds: 4 * 3600 }),
    );
    await service.sweep();
    expect(service.record()?.status).toBe('verified');
  });
});

describe('what has ended', () => {
  const keepUntil = before(minute);

  test('is removed after its time, with all that was stored under its key since', async () => {
    const service = new SimulatedSweep().add(
      old(0, { status: 'deleted', keepUntil }),
      old(1, { status: 'aborted', keepUntil, parts }),
    );
    stored(service, 0, 'late');
    service.uploads.set('upload', old(1).key);
    expect((await service.sweep()).counts.forgotten).toBe(2);
    expect([service.records.size, service.versions.size, service.uploads.size]).toEqual([0, 0, 0]);
  });

  test('stays until then', async () => {
    const later = new Date(noon.getTime() + minute);
    const service = new SimulatedSweep().add(old(0, { status: 'deleted', keepUntil: later }));
    await service.sweep();
    expect(service.records.size).toBe(1);
  });

  test('loses the bytes that a crash has left, at once', async () => {
    const later = new Date(noon.getTime() + hour);
    const service = new SimulatedSweep().add(
      old(0, { status: 'deleted', keepUntil: later, version }),
      old(1, { status: 'deleted', keepUntil: later, parts }),
    );
    stored(service);
    service.uploads.set('upload', old(1).key);
    expect((await service.sweep()).counts.removed).toBe(2);
    expect([service.records.size, service.versions.size, service.uploads.size]).toEqual([2, 0, 0]);
    expect((await service.sweep()).counts.removed).toBeUndefined();
  });

  test('is removed after its time where no bytes arrived', async () => {
    const service = new SimulatedSweep().add(old(0, { status: 'expired', keepUntil }));
    expect((await service.sweep()).counts.forgotten).toBe(1);
    expect([service.records.size, service.notified]).toEqual([0, []]);
  });

  test('loses its grants and links with its record', async () => {
    const service = new SimulatedSweep().add(old(0, { status: 'aborted', keepUntil }));
    service.shared.add(idOf(0));
    const granted = new Set([idOf(0)]);
    Object.assign(service.ports, { grants: { removeAll: async (id: string) => void granted.delete(id) } });
    await service.sweep();
    expect([granted.size, service.shared.size]).toEqual([0, 0]);
  });

  test('is reactivated if bytes arrived whose event was lost', async () => {
    const service = new SimulatedSweep().add(old(0, { status: 'expired', keepUntil }));
    stored(service);
    await service.sweep();
    expect([service.notified, service.record()?.status]).toEqual([[`${old().key}#v1`], 'expired']);
  });
});
