import { describe, expect, test } from '@jest/globals';
import { changeFile } from '../../../lambda/core/manage/change-file.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { Files } from '../../../lambda/core/file/files.js';
import { alice, mallory, photo, photoId, policy } from '../records.js';

/** A table with one file. `between` is a concurrent change before the first writes. */
function service(start: FileRecord, between: Partial<FileRecord>[] = []) {
  let record = start;
  const files: Files = {
    get: async () => record,
    change: async (file, changes) => {
      const meanwhile = between.shift();
      if (meanwhile) record = { ...record, ...meanwhile, revision: record.revision + 1 };
      if (file.revision !== record.revision) return undefined;
      return (record = { ...file, ...changes, revision: file.revision + 1 });
    },
  };
  return { ports: { files, policy }, record: () => record };
}

const stored = photo({ status: 'verified', metadata: { album: 'Bali', year: '2026' }, revision: 3 });

describe('changing a file', () => {
  test('renames it, and its revision grows', async () => {
    const { ports } = service(stored);
    const file = await changeFile(ports, alice, photoId, { filename: 'beach.png' });
    expect(file).toMatchObject({ filename: 'beach.png', revision: 4, metadata: stored.metadata });
  });

  test('merges metadata: given entries are set or removed, others stay', async () => {
    const { ports } = service(stored);
    const { metadata } = await changeFile(ports, alice, photoId, { metadata: { year: null, place: 'Ubud' } });
    expect(metadata).toEqual({ album: 'Bali', place: 'Ubud' });
  });

  test('replaces and removes entries whose names were stored in another composition', async () => {
    const old = { ...stored, metadata: { ['caf\u0065\u0301']: 'a', year: '2026' } };
    const merge = async (metadata: Record<string, string | null>) =>
      (await changeFile(service(old).ports, alice, photoId, { metadata })).metadata;
    expect(await merge({ ['caf\u00e9']: null })).toEqual({ year: '2026' });
    expect(await merge({ ['caf\u00e9']: 'b' })).toEqual({ ['caf\u00e9']: 'b', year: '2026' });
    expect(await merge({ year: null })).toEqual({ ['caf\u0065\u0301']: 'a' });
  });

  test('to what it is already changes nothing', async () => {
    const { ports, record } = service(stored);
    await changeFile(ports, alice, photoId, { filename: 'me.png', metadata: { year: '2026', place: null } });
    await changeFile(ports, alice, photoId, {});
    expect(record()).toBe(stored);
  });

  test('changes only what was named, in one write', async () => {
    const { ports } = service(stored);
    const changes: object[] = [];
    const files = {
      get: ports.files.get,
      change: async (file: FileRecord, change: object) => (changes.push(change), { ...file, ...change }),
    };
    await changeFile({ ...ports, files }, alice, photoId, { filename: 'beach.png' });
    await changeFile({ ...ports, files }, alice, photoId, { filename: 'me.png', metadata: { year: null } });
    expect(changes).toEqual([{ filename: 'beach.png' }, { metadata: { album: 'Bali' } }]);
  });

  test('is refused after conflicts at every attempt', async () => {
    const { ports } = service(stored);
    const files = { get: ports.files.get, change: async () => undefined };
    await expect(
      changeFile({ ...ports, files }, alice, photoId, { filename: 'b.png' }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('is made on a revision that was named, and on no other', async () => {
    const { ports, record } = service(stored);
    for (const revisions of [[2], [4, 5], []]) {
      const change = changeFile(ports, alice, photoId, { filename: 'x.png' }, revisions);
      await expect(change).rejects.toMatchObject({ code: 'revision-mismatch' });
    }
    await changeFile(ports, alice, photoId, { filename: 'x.png' }, [2, 3]);
    expect(record().filename).toBe('x.png');
  });

  test('detects a concurrent change', async () => {
    const withRevision = service(stored, [{ filename: 'theirs.png' }]);
    await expect(
      changeFile(withRevision.ports, alice, photoId, { filename: 'mine.png' }, [3]),
    ).rejects.toMatchObject({ code: 'revision-mismatch' });
    expect(withRevision.record().filename).toBe('theirs.png');

    const without = service(stored, [{ metadata: { album: 'Bali', by: 'validator' } }]);
    const { metadata } = await changeFile(without.ports, alice, photoId, { metadata: { place: 'Ubud' } });
    expect(metadata).toEqual({ album: 'Bali', by: 'validator', place: 'Ubud' });
  });

  test.each(['me.exe', 'me.png.EXE', 'me.html . ', 'a.scr'])(
    'to the name %j is refused',
    async (filename) => {
      const { ports } = service(stored);
      await expect(changeFile(ports, alice, photoId, { filename })).rejects.toMatchObject({
        code: 'invalid-request',
        errors: [{ pointer: '/filename' }],
      });
    },
  );

  test('keeps the extension with which the file was verified', async () => {
    const { ports } = service({ ...stored, filename: 'setup.exe' });
    await expect(changeFile(ports, alice, photoId, { filename: 'new.exe' })).resolves.toBeDefined();
    await expect(changeFile(ports, alice, photoId, { filename: 'new.scr' })).rejects.toBeDefined();
  });

  test('leaves no more metadata than an upload may have', async () => {
    const full = Object.fromEntries(Array.from({ length: 16 }, (_, number) => [`k${number}`, 'v']));
    const { ports } = service({ ...stored, metadata: full });
    await expect(changeFile(ports, alice, photoId, { metadata: { one: 'more' } })).rejects.toMatchObject({
      errors: [{ pointer: '/metadata' }],
    });
    const { metadata } = await changeFile(ports, alice, photoId, { metadata: { one: 'more', k0: null } });
    expect(Object.keys(metadata)).toHaveLength(16);
  });

  test("of another's file is refused, as of none", async () => {
    await expect(changeFile(service(stored).ports, mallory, photoId, {})).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });
});
