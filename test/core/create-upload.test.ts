import { describe, expect, test } from '@jest/globals';
import { createUpload, type CreateUploadPorts } from '../../lambda/core/create-upload.js';
import type { FileRecord } from '../../lambda/core/file.js';
import { keyFor } from '../../lambda/core/object-key.js';
import { noon, photoId, policy } from './records.js';

function service() {
  const stored: FileRecord[] = [];
  const ports: CreateUploadPorts = {
    policy,
    keyFor,
    now: () => noon,
    newFileId: () => photoId,
    files: { add: async (file) => void stored.push(file) },
    signPut: async (file, at, seconds) => ({
      method: 'put',
      url: `https://s3.example/${file.key}?at=${at.toISOString()}&for=${seconds}`,
      headers: {},
    }),
  };
  return { stored, ports };
}

const request = { filename: 'me.png', contentType: 'image/png', sizeBytes: 900 };

describe('asking permission to upload', () => {
  test('a photo within the limits gets a place of its own and fifteen minutes', async () => {
    const { ports, stored } = service();
    const { file, upload } = await createUpload(ports, 'alice', request);
    expect(upload.url).toBe(
      `https://s3.example/files/ab/u-alice/${photoId}?at=2026-11-22T12:00:00.000Z&for=900`,
    );
    expect(file).toMatchObject({ owner: 'alice', status: 'pending', revision: 1 });
    expect(file.uploadExpiresAt.toISOString()).toBe('2026-11-22T12:15:00.000Z');
    expect(stored).toEqual([file]);
  });

  test.each([
    [
      'a type that is not accepted',
      { contentType: 'application/x-msdownload' },
      'type-not-allowed',
      '/contentType',
    ],
    ['a file over the limit', { sizeBytes: 1_001 }, 'file-too-large', '/sizeBytes'],
  ])('%s is refused before anything is stored', async (_case, change, code, pointer) => {
    const { ports, stored } = service();
    await expect(createUpload(ports, 'alice', { ...request, ...change })).rejects.toMatchObject({
      code,
      errors: [{ pointer }],
    });
    expect(stored).toEqual([]);
  });

  test('a file of exactly the limit is accepted', async () => {
    const { ports } = service();
    await expect(createUpload(ports, 'alice', { ...request, sizeBytes: 1_000 })).resolves.toBeDefined();
  });

  test('the declared type is compared without case and parameters', async () => {
    const { ports } = service();
    const { file } = await createUpload(ports, 'alice', {
      ...request,
      contentType: 'Text/Plain; charset=utf-8',
    });
    expect(file.contentType).toBe('text/plain');
  });

  test('a checksum may come in hexadecimal, as sha256sum prints it, and is kept as S3 wants it', async () => {
    const { ports } = service();
    const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const { file } = await createUpload(ports, 'alice', { ...request, sha256 });
    expect(file.sha256).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
    expect(file.checks.checksum).toBe('pending');
  });
});
