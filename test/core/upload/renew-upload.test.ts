import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { renewUpload } from '../../../lambda/core/upload/renew-upload.js';
import { alice, mallory, noon, photo, photoId } from '../records.js';
import { UploadService } from '../upload-service.js';

const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);

function serviceWith(changes: Partial<FileRecord> = {}) {
  const service = new UploadService();
  service.records.set(photoId, photo(changes));
  const renew = (subject = alice) => renewUpload(service.ports, subject, photoId);
  return { service, renew };
}

describe('an upload is renewed', () => {
  test('for as long as a new one would last', async () => {
    const { service, renew } = serviceWith();
    service.now = minutes(10);
    const { file, upload } = await renew();
    expect(upload).toMatchObject({ method: 'put', expiresAt: minutes(25) });
    expect(service.records.get(photoId)).toEqual(file);
    expect(file).toMatchObject({ uploadExpiresAt: minutes(25), revision: 2 });
  });

  test('without a write while its end would hardly move', async () => {
    const { service, renew } = serviceWith();
    service.now = new Date(noon.getTime() + 59_999);
    await expect(renew()).resolves.toMatchObject({
      file: { revision: 1 },
      upload: { expiresAt: minutes(15) },
    });
    service.now = minutes(1);
    await expect(renew()).resolves.toMatchObject({
      file: { revision: 2 },
      upload: { expiresAt: minutes(16) },
    });
  });

  test('within a day of its beginning, and not beyond', async () => {
    const day = 24 * 60;
    const { service, renew } = serviceWith();
    service.now = minutes(day - 5);
    await expect(renew()).resolves.toMatchObject({ upload: { expiresAt: minutes(day) } });
    service.now = minutes(day);
    await expect(renew()).rejects.toMatchObject({ code: 'upload-ended' });
  });

  test('in parts by saying what they are: each is signed for itself', async () => {
    const parts = { uploadId: 'u', partSizeBytes: 5, partCount: 2 };
    const { service, renew } = serviceWith({ method: 'multipart', parts, uploadExpiresAt: minutes(24 * 60) });
    service.now = minutes(30);
    await expect(renew()).resolves.toEqual({
      file: service.records.get(photoId),
      upload: { method: 'multipart', parts: { sizeBytes: 5, count: 2 }, expiresAt: minutes(24 * 60) },
    });
    expect(service.records.get(photoId)?.revision).toBe(1);
    // Also where its record ends sooner than that of a PUT would.
    const short = serviceWith({ method: 'multipart', parts, uploadExpiresAt: minutes(20) });
    short.service.now = minutes(15);
    await expect(short.renew()).resolves.toMatchObject({
      file: { revision: 1 },
      upload: { expiresAt: minutes(20) },
    });
  });

  test.each(['completing', 'uploaded', 'held', 'verified', 'rejected', 'expired', 'aborted'] as const)(
    'but not when it is %s',
    async (status) => {
      for (const method of ['put', 'post', 'multipart'] as const) {
        const { service, renew } = serviceWith({ status, method });
        await expect(renew()).rejects.toMatchObject({
          code: 'upload-ended',
          detail: expect.stringContaining(`is ${status},`),
        });
        expect(service.records.get(photoId)?.revision).toBe(1);
      }
    },
  );

  test('by its owner alone', async () => {
    await expect(serviceWith().renew(mallory)).rejects.toMatchObject({ code: 'file-not-found' });
  });

  test('or refused where it keeps changing', async () => {
    const { service, renew } = serviceWith();
    service.now = minutes(10);
    service.ports.files.change = async () => undefined;
    await expect(renew()).rejects.toMatchObject({ code: 'conflict' });
  });
});
