import { describe, expect, test } from '@jest/globals';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { completeUpload } from '../../../lambda/core/upload/complete-upload.js';
import { alice, mallory, photo, photoId } from '../records.js';
import { UploadService } from '../upload-service.js';

/** Of 25 parts of five bytes, all but those left out are at S3. */
function serviceWith(changes: Partial<FileRecord> = {}, without: readonly number[] = []) {
  const service = new UploadService();
  const parts = { uploadId: 'upload', partSizeBytes: 5, partCount: 25 };
  service.records.set(photoId, photo({ method: 'multipart', parts, sizeBytes: 125, ...changes }));
  const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
  const sent = numbers
    .filter((partNumber) => !without.includes(partNumber))
    .map((partNumber) => ({ partNumber, sizeBytes: 5, etag: `"${partNumber}"` }));
  service.multipart.set('upload', sent);
  return service;
}
const complete = (service: UploadService, who = alice) => completeUpload(service.ports, who, photoId);

describe('to complete an upload', () => {
  test.each(['put', 'post'] as const)(
    'by %s returns its file: the event of S3 does the rest',
    async (method) => {
      for (const status of ['pending', 'uploaded', 'verified', 'expired'] as const) {
        const service = new UploadService();
        const file = photo({ method, status });
        service.records.set(photoId, file);
        await expect(complete(service)).resolves.toBe(file);
      }
    },
  );

  test.each(['uploaded', 'held', 'verified', 'rejected'] as const)(
    'that is %s already returns its file, and S3 gets no request',
    async (status) => {
      const service = serviceWith({ status });
      Object.assign(service.ports, { listParts: () => Promise.reject(new Error('asked')) });
      await expect(complete(service)).resolves.toMatchObject({ status, revision: 1 });
    },
  );

  test.each(['expired', 'aborted'] as const)('that is %s is refused', async (status) => {
    await expect(complete(serviceWith({ status }))).rejects.toMatchObject({
      ...{ code: 'upload-ended', detail: expect.stringContaining(`is ${status}`) },
    });
  });

  test('of another owner is refused', async () => {
    await expect(complete(serviceWith(), mallory)).rejects.toMatchObject({ code: 'file-not-found' });
  });
});

describe('an incomplete upload', () => {
  test.each([
    [[7], '7'],
    [Array.from({ length: 10 }, (_, index) => 2 * index + 1), '1, 3, 5, 7, 9, 11, 13, 15, 17, 19'],
    [Array.from({ length: 12 }, (_, index) => 2 * index + 1), '1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 2 more'],
  ])('names up to ten of the parts that are missing: %j', async (missing, named) => {
    const service = serviceWith({}, missing);
    await expect(complete(service)).rejects.toMatchObject({
      detail: `Of 25 parts, these are missing or of another length: ${named}`,
    });
    expect(service.records.get(photoId)?.status).toBe('pending');
  });

  test('may have a part too many', async () => {
    const service = serviceWith();
    service.multipart.get('upload')?.push({ partNumber: 26, sizeBytes: 5, etag: '"26"' });
    await expect(complete(service)).rejects.toMatchObject({
      ...{ code: 'upload-incomplete', detail: expect.stringMatching(/length: 26$/) },
    });
  });
});

describe('a stream', () => {
  const without = (first: number) => Array.from({ length: 26 - first }, (_, index) => first + index);
  const streamOf = (count: number, lastBytes: number) => {
    const service = serviceWith({ sizeIsMaximum: true }, without(count + 1));
    const last = service.multipart.get('upload')?.at(-1);
    if (last) Object.assign(last, { sizeBytes: lastBytes });
    return service;
  };

  test.each([
    [1, 1],
    [3, 2],
    [3, 5],
    [25, 5],
  ])('of %i parts ends with a last one of %i bytes', async (count, lastBytes) => {
    await expect(complete(streamOf(count, lastBytes))).resolves.toMatchObject({ status: 'completing' });
  });

  test('has no part before the last that is missing, or shorter', async () => {
    const gap = streamOf(6, 2);
    gap.multipart.get('upload')?.splice(3, 1);
    await expect(complete(gap)).rejects.toMatchObject({ detail: expect.stringMatching(/^Of 6 parts.*: 4$/) });
    const short = streamOf(6, 2);
    Object.assign(short.multipart.get('upload')?.[1] ?? {}, { sizeBytes: 4 });
    await expect(complete(short)).rejects.toMatchObject({ detail: expect.stringMatching(/: 2$/) });
    await expect(complete(streamOf(6, 6))).rejects.toMatchObject({ detail: expect.stringMatching(/: 6$/) });
  });

  test('has a part, and the least bytes of the deployment', async () => {
    await expect(complete(streamOf(0, 0))).rejects.toMatchObject({ detail: 'No part has been sent' });
    const small = streamOf(2, 1);
    Object.assign(small.ports, { policy: { ...small.ports.policy, minSizeBytes: 7 } });
    await expect(complete(small)).rejects.toMatchObject({
      ...{ code: 'upload-incomplete', detail: '6 bytes were sent; the least that is stored here is 7' },
    });
  });

  test('that is incomplete stays open', async () => {
    const service = streamOf(3, 4);
    service.multipart.get('upload')?.push({ partNumber: 5, sizeBytes: 5, etag: '"5"' });
    await expect(complete(service)).rejects.toMatchObject({ code: 'upload-incomplete' });
    expect(service.records.get(photoId)?.status).toBe('pending');
  });
});

describe('while others change the file', () => {
  /** The record as another call leaves it, at the moment of the write. */
  function changedTo(changes: Partial<FileRecord> | undefined) {
    const service = serviceWith();
    const change = async (file: FileRecord) => {
      if (changes) service.records.set(photoId, { ...file, ...changes, revision: 2 });
      else service.records.clear();
      return undefined;
    };
    Object.assign(service.ports, { files: { ...service.ports.files, change } });
    return service;
  }

  test('the parts are joined where another call has marked it', async () => {
    const service = changedTo({ status: 'completing' });
    await expect(complete(service)).resolves.toMatchObject({ status: 'completing', revision: 2 });
    expect(service.multipart.size).toBe(0);
  });

  test.each(['pending', 'uploaded', 'aborted'] as const)(
    'nothing is joined where it is %s by then',
    async (status) => {
      const service = changedTo({ status });
      await expect(complete(service)).resolves.toMatchObject({ status, revision: 2 });
      expect(service.multipart.size).toBe(1);
    },
  );

  test('nothing is joined where it is gone by then', async () => {
    const service = changedTo(undefined);
    await expect(complete(service)).rejects.toMatchObject({ code: 'file-not-found' });
    expect(service.multipart.size).toBe(1);
  });
});
