import { describe, expect, test } from '@jest/globals';
import { deleteFile, type DeleteFilePorts } from '../../../lambda/core/manage/delete-file.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { alice, mallory, noon, photo, photoId } from '../records.js';

const stored = photo({ status: 'verified', version: { versionId: 'v1', sequencer: '0A' } });

/** A table with one file; `changes` says which attempts have no conflict. */
function service(start: FileRecord | undefined, changes: readonly boolean[] = [true, true]) {
  let record = start;
  let attempt = 0;
  const removed: string[] = [];
  let areGranted = true;
  let areShared = true;
  const ports: DeleteFilePorts = {
    now: () => noon,
    files: {
      get: async () => record,
      change: async (file, change) => {
        if (changes[attempt++]) return (record = { ...file, ...change });
        return undefined;
      },
    },
    grants: { removeAll: async () => void (areGranted = false) },
    shares: { removeAll: async () => void (areShared = false) },
    removeVersion: async (_key, versionId) => void removed.push(versionId),
  };
  return { ports, removed, record: () => record, reaches: () => ({ areGranted, areShared }) };
}

describe('deleting a file', () => {
  test('leaves nothing that its owner declared', async () => {
    const { ports, record } = service({
      ...stored,
      metadata: { album: 'Bali' },
      sha256: 'checksum of it',
      detectedType: 'image/png',
      decision: { verdict: 'release', by: 'keeper', at: noon },
      expiresInSeconds: 60,
    });
    await deleteFile(ports, alice, photoId);
    expect(record()).toMatchObject({ filename: '', metadata: {}, reasons: [], warnings: [] });
    const told = JSON.stringify(record());
    for (const secret of ['Bali', 'checksum of it', 'keeper', 'me.png']) expect(told).not.toContain(secret);
    expect(record()).toMatchObject({ deletedFor: 'request', detectedType: undefined });
  });

  test('refuses readers first, then removes the bytes, and blocks the id for a day past the last signed write', async () => {
    const { ports, removed, record } = service(stored);
    await deleteFile(ports, alice, photoId);
    expect(record()).toMatchObject({ status: 'deleted', keepUntil: new Date('2026-11-23T12:15:00Z') });
    expect(removed).toEqual(['v1']);
    // Nothing is left for the sweep to remove.
    expect(record()?.version).toBeUndefined();
  });

  test('a delete that crashed before the bytes were removed is finished by the next one', async () => {
    const { ports, removed, reaches } = service({ ...stored, status: 'deleted' });
    await deleteFile(ports, alice, photoId);
    expect(removed).toEqual(['v1']);
    expect(reaches()).toEqual({ areGranted: false, areShared: false });
  });

  test('a file that is verified meanwhile is deleted all the same', async () => {
    const { ports, removed } = service(stored, [false, false, true]);
    await deleteFile(ports, alice, photoId);
    expect(removed).toEqual(['v1']);
  });

  test('a record with permanent conflicts is not changed, and the client gets a conflict', async () => {
    const { ports, removed } = service(stored, []);
    await expect(deleteFile(ports, alice, photoId)).rejects.toMatchObject({ code: 'conflict' });
    expect(removed).toEqual([]);
  });

  test('at a revision that it is no longer at is refused, and nothing is touched', async () => {
    const { ports, removed, record } = service(stored);
    await expect(deleteFile(ports, alice, photoId, [7])).rejects.toMatchObject({ code: 'revision-mismatch' });
    expect([record()?.status, removed]).toEqual(['verified', []]);
    await deleteFile(ports, alice, photoId, [7, stored.revision]);
    expect(record()?.status).toBe('deleted');
  });

  test('at the revision that was read is refused where the file changes in between', async () => {
    const { ports, removed } = service(stored);
    let reads = 0;
    const get = async () => ({ ...stored, revision: stored.revision + reads++ });
    const files = { get, change: async () => undefined };
    await expect(deleteFile({ ...ports, files }, alice, photoId, [stored.revision])).rejects.toMatchObject({
      code: 'revision-mismatch',
    });
    expect([reads, removed]).toEqual([2, []]);
  });

  test('may be repeated at the revision that it had: it is deleted already', async () => {
    const { ports, removed } = service({ ...stored, status: 'deleted', revision: 9 });
    await deleteFile(ports, alice, photoId, [stored.revision]);
    expect(removed).toEqual(['v1']);
  });

  test('another owner’s file cannot be deleted', async () => {
    const { ports, record } = service(stored);
    await expect(deleteFile(ports, mallory, photoId)).rejects.toMatchObject({ code: 'file-not-found' });
    expect(record()?.status).toBe('verified');
  });
});
