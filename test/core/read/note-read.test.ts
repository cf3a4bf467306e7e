import { describe, expect, test } from '@jest/globals';
import { readContent, type ReadContentPorts } from '../../../lambda/core/read/read-content.js';
import { readUrls } from '../../../lambda/core/read/read-urls.js';
import type { Read } from '../../../lambda/core/event/read.js';
import { useShare } from '../../../lambda/core/share/use-share.js';
import { alice, mallory, noon, photo, photoId } from '../records.js';

const file = photo({
  ...{ status: 'verified', revision: 3, version: { versionId: 'v1', sequencer: '0A' } },
  detectedType: 'image/png',
});
const otherId = photoId.replace(/.$/, 'c');
const expiresAt = new Date(noon.getTime() + 600_000);

/** A deployment that announces reads; `broken`: its table fails. */
function service(broken = false) {
  const noted: Read[] = [];
  const lost: [string, string][] = [];
  const ports = {
    now: () => noon,
    readExpiresInSeconds: 600,
    files: {
      get: async () => file,
      getMany: async (ids: readonly string[]) => ids.map((id) => ({ ...file, id })),
    },
    grants: { isGranted: async () => false },
    signRead: async () => ({ url: 'signed', expiresAt }),
    readNotes: {
      newId: () => 'read_1',
      add: async (read: Read) => {
        if (broken) throw new RangeError('the table is down');
        noted.push(read);
      },
      reportLost: (read: Read, reason: string) => lost.push([read.id, reason]),
    },
  } satisfies ReadContentPorts & Parameters<typeof readUrls>[0];
  return { ports, noted, lost };
}

const fileRead = { id: photoId, owner: 'alice', revision: 3, expiresAt };
const note = { id: 'read_1', at: noon, subject: 'alice', shareId: null, files: [fileRead] };

describe('a read that is permitted is noted', () => {
  test.each([
    ['by its content', 'content', {}],
    ['by a HEAD', 'head', { method: 'HEAD' }],
  ] as const)('%s', async (_what, how, wishes) => {
    const { ports, noted } = service();
    await readContent(ports, alice, photoId, wishes);
    expect(noted).toEqual([{ ...note, how }]);
  });

  test('among many, once for the request and once for each file', async () => {
    const { ports, noted } = service();
    const urls = await readUrls(ports, alice, [photoId, 'no-id', otherId, photoId]);
    expect(urls.filter((one) => 'url' in one)).toHaveLength(3);
    expect(noted).toEqual([{ ...note, how: 'bulk', files: [fileRead, { ...fileRead, id: otherId }] }]);
  });

  test('by a link, without a name', async () => {
    const { ports, noted } = service();
    const share = {
      ...{ id: 'share', fileId: photoId, owner: 'alice', createdBy: 'alice', createdAt: noon },
      ...{ expiresAt, downloads: 0, revision: 1 },
    };
    const shares = { get: async () => share, count: async () => true };
    const counters = {} as Parameters<typeof useShare>[0]['counters'];
    const opened = { token: 'token', share, file };
    await useShare({ ...ports, shares, counters }, opened, { source: '192.0.2.1' });
    expect(noted).toEqual([{ ...note, how: 'share', subject: null, shareId: 'share' }]);

    const usedUp = { ...shares, count: async () => false };
    await expect(
      useShare({ ...ports, shares: usedUp, counters }, opened, { source: '192.0.2.1' }),
    ).rejects.toThrow('share-not-found');
    expect(noted).toHaveLength(1);
  });

  test('before its URL is returned', async () => {
    const { ports } = service();
    let release = () => {};
    const add = () => new Promise<void>((resolve) => (release = resolve));
    let isGiven = false;
    const read = readContent({ ...ports, readNotes: { ...ports.readNotes, add } }, alice, photoId).then(
      () => {
        isGiven = true;
      },
    );
    await new Promise(setImmediate);
    expect(isGiven).toBe(false);
    release();
    await read;
    expect(isGiven).toBe(true);
  });
});

describe('nothing is noted', () => {
  test('of a read that is refused', async () => {
    const { ports, noted } = service();
    await expect(readContent(ports, mallory, photoId)).rejects.toThrow('file-not-found');
    await readUrls(ports, mallory, [photoId]);
    expect(noted).toEqual([]);
  });

  test('where reads are not announced', async () => {
    const { ports, noted } = service();
    const { readNotes: _, ...silent } = ports;
    expect(await readContent(silent, alice, photoId)).toMatchObject({ url: 'signed' });
    expect(noted).toEqual([]);
  });
});

test('a read that cannot be recorded is authorized anyway, and reported to an operator', async () => {
  const { ports, lost } = service(true);
  expect(await readContent(ports, alice, photoId)).toMatchObject({ url: 'signed' });
  expect(lost).toEqual([['read_1', 'RangeError']]);
});
