import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { listParts, signParts } from '../../../lambda/core/upload/upload-parts.js';
import { alice, mallory, photo, photoId } from '../records.js';
import { UploadService } from '../upload-service.js';

const parts = { uploadId: 'upload', partSizeBytes: 5, partCount: 180 };

function serviceWith(changes: Partial<FileRecord> = {}) {
  const service = new UploadService();
  service.records.set(photoId, photo({ method: 'multipart', parts, ...changes }));
  return service;
}

describe('parts', () => {
  test.each(['completing', 'uploaded', 'held', 'verified', 'rejected', 'expired', 'aborted'] as const)(
    'of an upload that is %s are not signed',
    async (status) => {
      await expect(signParts(serviceWith({ status }).ports, alice, photoId, [1])).rejects.toMatchObject({
        code: 'upload-ended',
      });
    },
  );

  test('are numbered from 1 to the last', async () => {
    const { ports } = serviceWith();
    await expect(signParts(ports, alice, photoId, [180])).resolves.toMatchObject({
      parts: [{ partNumber: 180, sizeBytes: 5 }],
    });
    await expect(signParts(ports, alice, photoId, [180, 181])).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/partNumbers/1', detail: 'the upload has 180 parts, numbered from 1' }],
    });
  });

  test('of which the first that was wanted is too high are refused', async () => {
    await expect(signParts(serviceWith().ports, alice, photoId, [181, 1])).rejects.toMatchObject({
      errors: [{ pointer: '/partNumbers/0' }],
    });
  });

  test('of a stream may be shorter, one at a time: the last', async () => {
    const sign = (
      numbers: number[],
      lastBytes: number,
      changes: Partial<FileRecord> = { sizeIsMaximum: true },
    ) => signParts(serviceWith(changes).ports, alice, photoId, numbers, lastBytes);
    await expect(sign([7], 3)).resolves.toMatchObject({
      parts: [{ partNumber: 7, sizeBytes: 3, url: expect.stringMatching(/^part:7:3:/) }],
    });
    const refused = (detail: RegExp) => ({
      code: 'invalid-request',
      errors: [{ pointer: '/sizeBytes', detail: expect.stringMatching(detail) }],
    });
    await expect(sign([7], 6)).rejects.toMatchObject(refused(/part 7 has at most 5 bytes/));
    await expect(sign([7, 8], 3)).rejects.toMatchObject(refused(/request that one alone/));
    await expect(sign([7], 3, {})).rejects.toMatchObject(refused(/only an upload with sizeIsMaximum/));
  });

  test('of a record that names none are not signed', async () => {
    const service = serviceWith();
    const without = photo({ method: 'multipart' });
    service.records.set(photoId, without);
    await expect(signParts(service.ports, alice, photoId, [1])).rejects.toThrow('names no parts');
  });

  test('that S3 knows no more are those of an upload that has ended', async () => {
    await expect(listParts(serviceWith().ports, alice, photoId)).rejects.toMatchObject({
      code: 'upload-ended',
    });
  });

  test('are listed for their owner alone, and only of an upload that has some', async () => {
    const service = serviceWith();
    service.multipart.set('upload', []);
    await expect(listParts(service.ports, alice, photoId)).resolves.toEqual([]);
    await expect(listParts(service.ports, mallory, photoId)).rejects.toMatchObject({
      code: 'file-not-found',
    });
    await expect(listParts(serviceWith({ method: 'put' }).ports, alice, photoId)).rejects.toMatchObject({
      code: 'method-not-suitable',
      detail: 'This upload has no parts: its method is put',
    });
  });
});
