import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { grantIdOf } from '../../../lambda/core/grant/grant.js';
import { listShared, type ListSharedPorts } from '../../../lambda/core/manage/list-shared.js';
import { noon, photo, photoId, subject } from '../records.js';

const idOf = (number: number) => `${photoId.slice(0, -3)}${String(number).padStart(3, '0')}`;
const bob = subject('bob', { groups: ['editors'] });

/** An index with files, some of which are still granted. */
function ports(count: number, granted: (file: FileRecord) => boolean, change: Partial<FileRecord> = {}) {
  const files = Array.from({ length: count }, (_, number) =>
    photo({ id: idOf(number), status: 'verified', detectedType: 'image/png', ...change }),
  ).reverse();
  const looks: { grantIds: readonly string[]; limit: number }[] = [];
  const shared: ListSharedPorts['shared'] = {
    candidates: async (grantIds, { newest, oldest }, limit) => {
      looks.push({ grantIds, limit });
      const left = files.filter(({ id }) => id <= newest && id >= oldest);
      const found = left.slice(0, limit).map(({ id }) => ({ fileId: id, grantIds }));
      return { found, ...(left.length > limit && { lastId: found.at(-1)?.fileId ?? '' }) };
    },
    readGranted: async (found) => {
      const wanted = new Set(found.map(({ fileId }) => fileId));
      return files.filter((file) => wanted.has(file.id) && granted(file));
    },
  };
  return { ports: { now: () => new Date(noon.getTime() + 60_000), shared }, looks };
}

async function all(service: ReturnType<typeof ports>, limit: number) {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const { files, nextCursor } = await listShared(service.ports, bob, { limit, cursor });
    pages.push(files.map(({ id }) => id));
    cursor = nextCursor ?? undefined;
  } while (cursor);
  return pages;
}

describe('the list of shared files', () => {
  test('is queried for the user and each group, by the ids of their grants', async () => {
    const service = ports(1, () => true);
    await listShared(service.ports, bob, { limit: 10 });
    expect(service.looks).toEqual([{ grantIds: ['user:bob', 'group:editors'].map(grantIdOf), limit: 10 }]);
  });

  test('has no file whose retention has ended, even before a sweep', async () => {
    const over = ports(1, () => true, { expiresInSeconds: 60 });
    expect((await listShared(over.ports, bob, { limit: 2 })).files).toEqual([]);
    const kept = ports(1, () => true, { expiresInSeconds: 61 });
    expect((await listShared(kept.ports, bob, { limit: 2 })).files).toHaveLength(1);
  });

  test('is paged, newest first', async () => {
    const pages = await all(
      ports(7, () => true),
      3,
    );
    expect(pages).toEqual([[6, 5, 4].map(idOf), [3, 2, 1].map(idOf), [0].map(idOf)]);
  });

  test('fills a page with older files if grants were revoked', async () => {
    const pages = await all(
      ports(8, ({ id }) => Number(id.slice(-1)) % 2 === 0),
      2,
    );
    expect(pages.flat()).toEqual([6, 4, 2, 0].map(idOf));
    expect(pages[0]).toHaveLength(2);
  });

  test('looks for as many as the page still lacks', async () => {
    const service = ports(8, ({ id }) => Number(id.slice(-1)) % 2 === 0);
    await listShared(service.ports, bob, { limit: 3 });
    expect(service.looks.map(({ limit }) => limit)).toEqual([3, 2, 1]);
  });

  test('of a time range without files is empty, and costs no read', async () => {
    const service = ports(3, () => true);
    const range = { createdAfter: noon, createdBefore: noon };
    expect(await listShared(service.ports, bob, { limit: 2, ...range })).toEqual({
      files: [],
      nextCursor: null,
    });
    expect(service.looks).toEqual([]);
  });

  test('reads a bounded number of items if none are left, and still reaches the end', async () => {
    const service = ports(40, ({ id }) => id === idOf(0));
    const { files, nextCursor } = await listShared(service.ports, bob, { limit: 2 });
    expect([files, service.looks.length]).toEqual([[], 4]);
    expect(nextCursor).not.toBeNull();
    expect((await all(service, 2)).flat()).toEqual([idOf(0)]);
  });

  test.each([
    [{ status: 'verified' }, { type: 'image/*' }, 1],
    [{ status: 'verified' }, { type: 'image/png', status: 'verified' }, 1],
    [{ status: 'verified' }, { type: 'image/gif' }, 0],
    // By what was detected, not by what was declared.
    [{ status: 'verified', contentType: 'image/png', detectedType: 'text/plain' }, { type: 'image/png' }, 0],
    [{ status: 'verified', contentType: 'image/png', detectedType: 'text/plain' }, { type: 'text/*' }, 1],
    [{ status: 'verified', detectedType: 'imagery/png' }, { type: 'image/*' }, 0],
    [{ status: 'verified' }, { status: 'rejected' }, 0],
    [{ status: 'rejected' }, {}, 0],
    [{ status: 'deleted' }, {}, 0],
  ] as const)('of a file %j, filtered by %j, is %i', async (file, filter, count) => {
    const { files } = await listShared(ports(1, () => true, file).ports, bob, { limit: 5, ...filter });
    expect(files).toHaveLength(count);
  });
});
