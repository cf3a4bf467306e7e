import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { readContent, type ReadContentPorts } from '../../../lambda/core/read/read-content.js';
import { alice, mallory, noon, photo, photoId } from '../records.js';

const verified = photo({
  status: 'verified',
  version: { versionId: 'v1', sequencer: '0A' },
  detectedType: 'image/png',
});

function ports(file?: FileRecord, isGranted = false): ReadContentPorts {
  return {
    now: () => noon,
    readExpiresInSeconds: 600,
    files: { get: async () => file },
    grants: { isGranted: async () => isGranted },
    signRead: async ({ versionId, contentType, disposition }, at, seconds) => ({
      url: `signed:${versionId}:${contentType}:${disposition}:${seconds}`,
      expiresAt: new Date(at.getTime() + seconds * 1000),
    }),
  };
}

describe('reading a file', () => {
  test('presigns a read of the verified version, as an attachment, with its expiry', async () => {
    const { url, expiresAt } = await readContent(ports(verified), alice, photoId);
    expect(url).toBe('signed:v1:image/png:attachment:600');
    expect(expiresAt.toISOString()).toBe('2026-11-22T12:10:00.000Z');
  });

  test('saves a file whose type was corrected under a name with its real ending', async () => {
    const file = { ...verified, detectedType: 'image/webp', filename: 'a.jpg' };
    const namesOf = async (code: string) => {
      const names: string[] = [];
      const { signRead, ...others } = ports({ ...file, warnings: [{ code, message: 'seen' }] });
      const noting: typeof signRead = (read, ...rest) => {
        names.push(read.filename);
        return signRead(read, ...rest);
      };
      await readContent({ ...others, signRead: noting }, alice, photoId);
      return names;
    };
    expect(await namesOf('type-corrected')).toEqual(['a.webp']);
    expect(await namesOf('type-in-family')).toEqual(['a.jpg']);
  });

  test('gives no link that outlives the file', async () => {
    const createdAt = new Date(noon.getTime() - 50_000);
    const { expiresAt } = await readContent(
      ports({ ...verified, createdAt, expiresInSeconds: 60 }),
      alice,
      photoId,
    );
    expect(expiresAt.toISOString()).toBe('2026-11-22T12:00:10.000Z');
  });

  test('another subject learns nothing, whatever the state', async () => {
    for (const status of ['pending', 'uploaded', 'verified', 'rejected', 'deleted'] as const) {
      await expect(readContent(ports({ ...verified, status }), mallory, photoId)).rejects.toMatchObject({
        code: 'file-not-found',
        detail: 'No file of yours has this id',
      });
    }
  });

  test('a grantee reads it once it is verified, and learns nothing before and after', async () => {
    await expect(readContent(ports(verified, true), mallory, photoId)).resolves.toBeDefined();
    for (const status of ['pending', 'uploaded', 'held', 'rejected', 'deleted'] as const) {
      await expect(readContent(ports({ ...verified, status }, true), mallory, photoId)).rejects.toMatchObject(
        { code: 'file-not-found' },
      );
    }
  });

  test.each([
    ['pending', 'file-not-verified', /send them to the upload URL/],
    ['completing', 'file-not-verified', /being checked; retry/],
    ['uploaded', 'file-not-verified', /being checked; retry/],
    ['held', 'file-not-verified', /until an administrator/],
    ['rejected', 'file-rejected', /was rejected/],
    ['expired', 'upload-ended', /create a new one/],
    ['aborted', 'upload-ended', /create a new one/],
    ['deleted', 'file-not-found', /No file/],
  ] as const)('a %s file cannot be read: %s, and what to do', async (status, code, detail) => {
    await expect(readContent(ports({ ...verified, status }), alice, photoId)).rejects.toMatchObject({
      code,
      detail: expect.stringMatching(detail),
    });
  });

  test.each([{ version: undefined }, { detectedType: undefined }])(
    'a verified record with %j is not read: which version would it be, as what?',
    async (missing) => {
      const { signRead, ...others } = ports({ ...verified, ...missing } as FileRecord);
      await expect(readContent({ ...others, signRead }, alice, photoId)).rejects.toThrow(
        'names no version or type',
      );
    },
  );

  test('the error repeats the reasons', async () => {
    const message = 'declared image/png, found application/x-elf';
    const rejected = photo({ status: 'rejected', reasons: [{ code: 'type-mismatch', message, offset: 0 }] });
    await expect(readContent(ports(rejected), alice, photoId)).rejects.toMatchObject({
      detail: `The file was rejected: ${message}`,
    });
  });

  test.each([
    ['image/png', 'inline'],
    ['video/mp4', 'inline'],
    ['application/pdf', 'inline'],
    ['image/svg+xml', 'attachment'],
    ['text/plain', 'attachment'],
    ['text/html', 'attachment'],
    ['application/zip', 'attachment'],
    ['text/vnd.in3d.image/png', 'attachment'],
  ])('%s with disposition inline is shown %s', async (detectedType, shown) => {
    const { url } = await readContent(ports({ ...verified, detectedType }), alice, photoId, {
      disposition: 'inline',
    });
    expect(url).toBe(`signed:v1:${detectedType}:${shown}:600`);
  });
});
