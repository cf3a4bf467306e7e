import { describe, expect, test } from '@jest/globals';
import {
  managedFile,
  managedFileOrTombstone,
  readableFile,
  type GrantReader,
} from '../../../lambda/core/access/reach.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { alice, mallory, noon, photo, photoId, subject } from '../records.js';

const keeper = subject('keeper', { permissions: ['files:read', 'files:admin'] });
const everyState = ['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired'] as const;

const granted = (...grantees: string[]): GrantReader => ({
  isGranted: async (_id, asked) => asked.some((one) => grantees.includes(one)),
});
const now = () => noon;
const read = (file: FileRecord | undefined, who = mallory, grants = granted()) =>
  readableFile({ now, files: { get: async () => file }, grants }, who, photoId);
const manage = (file: FileRecord | undefined, who = mallory) =>
  managedFile({ get: async () => file }, who, photoId);
const hidden = { code: 'file-not-found', detail: 'No file of yours has this id' };

describe('a file', () => {
  test.each(everyState)(
    'that is %s is its owner’s and an administrator’s to read and manage',
    async (status) => {
      const file = photo({ status });
      for (const who of [alice, keeper]) {
        await expect(read(file, who)).resolves.toBe(file);
        await expect(manage(file, who)).resolves.toBe(file);
      }
    },
  );

  test.each(everyState)('that is %s is hidden from everyone else, like one that is not', async (status) => {
    await expect(read(photo({ status }))).rejects.toMatchObject(hidden);
    await expect(manage(photo({ status }))).rejects.toMatchObject(hidden);
    await expect(read(undefined)).rejects.toMatchObject(hidden);
    await expect(manage(undefined)).rejects.toMatchObject(hidden);
  });

  test('that is deleted is not found, but its tombstone by those who may delete it again', async () => {
    const file = photo({ status: 'deleted' });
    for (const who of [alice, keeper, mallory]) {
      await expect(read(file, who, granted('user:mallory'))).rejects.toMatchObject(hidden);
      await expect(manage(file, who)).rejects.toMatchObject(hidden);
    }
    const files = { get: async () => file };
    await expect(managedFileOrTombstone(files, alice, photoId)).resolves.toBe(file);
    await expect(managedFileOrTombstone(files, mallory, photoId)).rejects.toMatchObject(hidden);
  });

  test.each(everyState)(
    'that is %s is read by a grantee only once verified, and never managed',
    async (status) => {
      const file = photo({ status });
      const inGroup = subject('bob', { groups: ['editors'] });
      for (const [who, grants] of [
        [mallory, granted('user:mallory')],
        [inGroup, granted('group:editors')],
      ] as const) {
        if (status === 'verified') await expect(read(file, who, grants)).resolves.toBe(file);
        else await expect(read(file, who, grants)).rejects.toMatchObject(hidden);
        await expect(manage(file, who)).rejects.toMatchObject(hidden);
      }
    },
  );

  test('granted to a user is not granted to a group or an owner of that name', async () => {
    const file = photo({ status: 'verified' });
    const others = [subject('bob', { groups: ['mallory'] }), subject('bob', { owner: 'mallory' })];
    for (const who of others)
      await expect(read(file, who, granted('user:mallory'))).rejects.toMatchObject(hidden);
  });

  test('whose retention has ended cannot be read, even before a sweep', async () => {
    const createdAt = new Date(noon.getTime() - 3_600_000);
    for (const status of ['verified', 'held', 'rejected'] as const) {
      for (const who of [alice, keeper, mallory]) {
        const lastSecond = photo({ status, createdAt, expiresInSeconds: 3601 });
        if (who !== mallory) await expect(read(lastSecond, who)).resolves.toBe(lastSecond);
        const over = photo({ status, createdAt, expiresInSeconds: 3600 });
        await expect(read(over, who, granted('user:mallory'))).rejects.toMatchObject(hidden);
      }
    }
    // Its bytes may still arrive: it expires as uploads do.
    const awaited = photo({ status: 'pending', createdAt, expiresInSeconds: 60 });
    await expect(read(awaited, alice)).resolves.toBe(awaited);
  });

  test('belongs to all who share its owner', async () => {
    const file = photo({ owner: 'tenant' });
    await expect(manage(file, subject('bob', { owner: 'tenant' }))).resolves.toBe(file);
  });

  test('is not queried with an invalid id', async () => {
    const files = { get: () => Promise.reject(new Error('looked')) };
    const grants = { isGranted: () => Promise.reject(new Error('looked')) };
    for (const id of ['', '../x', photoId.toUpperCase(), 'x'.repeat(5000)]) {
      await expect(readableFile({ now, files, grants }, alice, id)).rejects.toMatchObject(hidden);
      await expect(managedFile(files, alice, id)).rejects.toMatchObject(hidden);
    }
  });
});
