import { describe, expect, test } from '@jest/globals';
import { deleteFile, type DeleteFilePorts } from '../../lambda/core/delete-file.js';
import type { FileRecord } from '../../lambda/core/file.js';
import { noon, photo, photoId } from './records.js';

const stored = photo({ status: 'verified', version: { versionId: 'v1', sequencer: '0A' } });

/** A table that holds one file; `burials` says which attempts find the record unchanged. */
function service(start: FileRecord | undefined, burials: readonly boolean[] = [true]) {
  let record = start;
  let attempt = 0;
  const removed: string[] = [];
  const kept: Date[] = [];
  const ports: DeleteFilePorts = {
    now: () => noon,
    files: {
      get: async () => record,
      bury: async (file, keepUntil) => {
        const done = burials[attempt++] ?? false;
        if (done) record = { ...file, status: 'deleted', filename: '' };
        if (done) kept.push(keepUntil);
        return done;
      },
    },
    removeVersion: async (_key, versionId) => void removed.push(versionId),
  };
  return { ports, removed, kept, record: () => record };
}

describe('deleting a file', () => {
  test('refuses readers first, then removes the bytes, and blocks the id for a day past the last signed write', async () => {
    const { ports, removed, kept, record } = service(stored);
    await deleteFile(ports, 'alice', photoId);
    expect(record()?.status).toBe('deleted');
    expect(removed).toEqual(['v1']);
    expect(kept.map((date) => date.toISOString())).toEqual(['2026-11-23T12:15:00.000Z']);
  });

  test('a delete that died before the bytes were gone is finished by the next one', async () => {
    const { ports, removed } = service({ ...stored, status: 'deleted' });
    await deleteFile(ports, 'alice', photoId);
    expect(removed).toEqual(['v1']);
  });

  test('a file that is verified meanwhile is deleted all the same', async () => {
    const { ports, removed } = service(stored, [false, false, true]);
    await deleteFile(ports, 'alice', photoId);
    expect(removed).toEqual(['v1']);
  });

  test('a record that never holds still is left alone and the client told to try again', async () => {
    const { ports, removed } = service(stored, []);
    await expect(deleteFile(ports, 'alice', photoId)).rejects.toMatchObject({ code: 'conflict' });
    expect(removed).toEqual([]);
  });

  test("nobody deletes another's file", async () => {
    const { ports, record } = service(stored);
    await expect(deleteFile(ports, 'mallory', photoId)).rejects.toMatchObject({ code: 'file-not-found' });
    expect(record()?.status).toBe('verified');
  });
});
