import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { abortUpload } from '../../../lambda/core/upload/abort-upload.js';
import { alice, mallory, photo, photoId } from '../records.js';
import { UploadService } from '../upload-service.js';

const parts = { uploadId: 'upload', partSizeBytes: 500, partCount: 2 };

function serviceWith(changes: Partial<FileRecord> = {}) {
  const service = new UploadService();
  service.records.set(photoId, photo(changes));
  service.multipart.set('upload', []);
  return service;
}
const abort = (service: UploadService, who = alice) => abortUpload(service.ports, who, photoId);

describe('to abort an upload', () => {
  test.each(['pending', 'completing'] as const)(
    'that is %s leaves a tombstone, and no parts',
    async (status) => {
      const service = serviceWith({ status, method: 'multipart', parts, metadata: { a: 'b' } });
      const file = await abort(service);
      expect(file).toMatchObject({ status: 'aborted', filename: '', metadata: {}, revision: 2 });
      expect(file.keepUntil?.getTime()).toBeGreaterThan(file.uploadExpiresAt.getTime());
      expect(service.multipart.size).toBe(0);
    },
  );

  test('without parts sends S3 nothing', async () => {
    const service = serviceWith();
    const ports = { ...service.ports, abortParts: () => Promise.reject(new Error('asked')) };
    await expect(abortUpload(ports, alice, photoId)).resolves.toMatchObject({ status: 'aborted' });
  });

  test.each(['aborted', 'expired'] as const)(
    'that is %s changes nothing, but removes parts that a crash left',
    async (status) => {
      const service = serviceWith({ status, method: 'multipart', parts });
      await expect(abort(service)).resolves.toMatchObject({ status, revision: 1 });
      expect(service.multipart.size).toBe(0);
    },
  );

  test.each(['uploaded', 'held', 'verified', 'rejected'] as const)(
    'that is %s is refused: its bytes have arrived',
    async (status) => {
      await expect(abort(serviceWith({ status }))).rejects.toMatchObject({
        ...{ code: 'upload-finished', detail: expect.stringContaining('DELETE /files/{id}') },
      });
    },
  );

  test('of another owner, or one that was deleted, is not found', async () => {
    await expect(abort(serviceWith(), mallory)).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(abort(serviceWith({ status: 'deleted' }))).rejects.toMatchObject({ code: 'file-not-found' });
  });

  test('that keeps changing is refused, and its parts stay', async () => {
    const service = serviceWith({ method: 'multipart', parts });
    const files = { ...service.ports.files, change: async () => undefined };
    await expect(abortUpload({ ...service.ports, files }, alice, photoId)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(service.multipart.size).toBe(1);
  });
});
