import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { finishJoining } from '../../../lambda/core/sweep/finish-joining.js';
import { photo, photoId } from '../records.js';
import { UploadService } from '../upload-service.js';

/** Two parts, all sent, of a file that its client wanted joined. */
function serviceWith(changes: Partial<FileRecord> = {}) {
  const service = new UploadService();
  const parts = { uploadId: 'upload', partSizeBytes: 500, partCount: 2 };
  service.records.set(photoId, photo({ status: 'completing', method: 'multipart', parts, ...changes }));
  service.multipart.set('upload', [
    { partNumber: 1, sizeBytes: 500, etag: '"1"' },
    { partNumber: 2, sizeBytes: 400, etag: '"2"' },
  ]);
  return service;
}

describe('a completion whose client has left', () => {
  test('is finished: S3 is asked to join the parts', async () => {
    const service = serviceWith();
    await expect(finishJoining(service.ports, photoId)).resolves.toBe('asked');
    expect(service.multipart.size).toBe(0);
  });

  test.each(['pending', 'uploaded', 'verified', 'rejected', 'expired', 'aborted'] as const)(
    'is left alone where the file is %s by now',
    async (status) => {
      const service = serviceWith({ status });
      await expect(finishJoining(service.ports, photoId)).resolves.toBe('upload-finished');
      expect([service.multipart.size, service.records.get(photoId)?.revision]).toEqual([1, 1]);
    },
  );

  test('is left alone where the record is gone', async () => {
    await expect(finishJoining(new UploadService().ports, photoId)).resolves.toBe('upload-finished');
  });

  test('says why it cannot be finished', async () => {
    const service = serviceWith();
    service.multipart.get('upload')?.pop();
    await expect(finishJoining(service.ports, photoId)).resolves.toBe('upload-incomplete');
  });

  test('fails where S3 does, and the next sweep retries it', async () => {
    const service = serviceWith();
    const ports = { ...service.ports, listParts: () => Promise.reject(new Error('S3 is away')) };
    await expect(finishJoining(ports, photoId)).rejects.toThrow('S3 is away');
  });
});
