import { describe, expect, test } from '@jest/globals';
import { createUpload } from '../../../lambda/core/upload/create-upload.js';
import { alice, photoId } from '../records.js';
import { UploadService } from '../upload-service.js';

const request = { filename: 'me.png', contentType: 'image/png', sizeBytes: 900 };
const nothing = { files: 0, bytes: 0, pendingFiles: 0 };

describe('asking permission to upload', () => {
  test('a photo within the limits gets a place of its own and fifteen minutes', async () => {
    const service = new UploadService();
    const { file, upload } = await createUpload(service.ports, alice, request);
    expect(upload).toMatchObject({
      method: 'put',
      url: `put:files/00/u-alice/${photoId.slice(0, -3)}100:2026-11-22T12:00:00.000Z:900`,
      expiresAt: new Date('2026-11-22T12:15:00Z'),
    });
    expect(file).toMatchObject({ owner: 'alice', status: 'pending', revision: 1 });
    expect(service.records.get(file.id)).toEqual(file);
  });

  test.each([
    ['none', {}, {}, { checksum: 'skipped', malware: 'skipped' }],
    ['its SHA-256', { sha256: 'a' }, {}, { checksum: 'pending', malware: 'skipped' }],
    ['its CRC-64', { crc64nvme: 'a' }, {}, { checksum: 'pending', malware: 'skipped' }],
    [
      'none, and is scanned',
      {},
      { malware: { scanTimeoutSeconds: 60 } },
      { checksum: 'skipped', malware: 'pending' },
    ],
  ])('awaits its checks where it declares %s', async (_case, declared, changes, checks) => {
    const { ports } = new UploadService();
    const policy = { ...ports.policy, ...changes };
    const { file } = await createUpload({ ...ports, policy }, alice, { ...request, ...declared });
    expect(file).toMatchObject({ checks: { size: 'pending', type: 'pending', ...checks }, ...declared });
    expect([file.reasons, file.warnings]).toEqual([[], []]);
  });

  test('a form is signed as one', async () => {
    const { ports } = new UploadService();
    const { upload } = await createUpload(ports, alice, { ...request, method: 'post' });
    expect(upload).toMatchObject({ method: 'post', fields: { seconds: '900' } });
  });

  test('what is refused leaves nothing behind', async () => {
    const service = new UploadService();
    const refused = createUpload(service.ports, alice, {
      ...request,
      contentType: 'application/x-msdownload',
    });
    await expect(refused).rejects.toMatchObject({ code: 'type-not-allowed' });
    expect([service.records.size, service.usage]).toEqual([0, nothing]);
  });

  test('a large file is to be sent in parts, for a day', async () => {
    const service = new UploadService();
    const { file, upload } = await createUpload(service.ports, alice, {
      ...request,
      sizeBytes: 12 * 1024 ** 2,
    });
    expect(upload).toEqual({
      method: 'multipart',
      parts: { sizeBytes: 5 * 1024 ** 2, count: 3 },
      expiresAt: new Date('2026-11-23T12:00:00Z'),
    });
    expect(file.parts?.uploadId).toBe(`upload of ${file.key}`);
  });

  test('a PUT has no parts, and one that cannot be stored asks S3 for nothing', async () => {
    const service = new UploadService();
    const never = () => Promise.reject(new Error('asked'));
    const ports = { ...service.ports, multipart: { begin: never, abort: never } };
    const { file } = await createUpload(ports, alice, request);
    expect(file).not.toHaveProperty('parts');
    const uploads = { ...ports.uploads, add: () => Promise.reject(new Error('down')) };
    await expect(createUpload({ ...ports, uploads }, alice, request)).rejects.toThrow('down');
  });

  test('if the record cannot be stored, the quota is released and the multipart upload aborted', async () => {
    const service = new UploadService();
    const ports = {
      ...service.ports,
      uploads: { ...service.ports.uploads, add: () => Promise.reject(new Error('down')) },
    };
    await expect(createUpload(ports, alice, { ...request, method: 'multipart' })).rejects.toThrow('down');
    expect([service.usage, service.multipart.size]).toEqual([nothing, 0]);
  });
});

describe('a quota', () => {
  test.each([
    [{ maxFiles: 2 }, 'quota-exceeded', 'You may have 2 files; delete files to make room'],
    [{ maxBytes: 2_000 }, 'quota-exceeded', 'You may have 2000 bytes; delete files to make room'],
    [
      { maxPendingUploads: 2 },
      'too-many-uploads',
      'You may have 2 uploads at once; complete or abort one, or wait until one expires',
    ],
  ])('of %j lets two of a hundred through', async (quota, code, detail) => {
    const service = new UploadService(quota);
    const all = await Promise.allSettled(
      Array.from({ length: 100 }, () => createUpload(service.ports, alice, request)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code, detail });
    expect(service.usage).toEqual({ files: 2, bytes: 1_800, pendingFiles: 2 });
  });
});

describe('an idempotency key', () => {
  test('returns the same upload again, with a new signature', async () => {
    const service = new UploadService();
    const first = await createUpload(service.ports, alice, request, 'key');
    service.now = new Date('2026-11-22T12:10:00Z');
    const again = await createUpload(service.ports, alice, { ...request }, 'key');
    expect(again.file.id).toBe(first.file.id);
    expect(again.upload?.expiresAt).toEqual(new Date('2026-11-22T12:25:00Z'));
    expect(service.usage.files).toBe(1);
  });

  test('of another request is refused', async () => {
    const service = new UploadService();
    await createUpload(service.ports, alice, request, 'key');
    for (const change of [{ sizeBytes: 901 }, { filename: 'other.png' }, { metadata: { a: 'b' } }]) {
      const reused = createUpload(service.ports, alice, { ...request, ...change }, 'key');
      await expect(reused).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    }
  });

  test('stands for the same request in whatever order its metadata come', async () => {
    const service = new UploadService();
    const first = await createUpload(
      service.ports,
      alice,
      { ...request, metadata: { a: '1', b: '2' } },
      'key',
    );
    const again = await createUpload(
      service.ports,
      alice,
      { ...request, metadata: { b: '2', a: '1' } },
      'key',
    );
    expect(again.file.id).toBe(first.file.id);
  });

  test('of another request names the header that is wrong', async () => {
    const service = new UploadService();
    await createUpload(service.ports, alice, request, 'key');
    const reused = createUpload(service.ports, alice, { ...request, sizeBytes: 901 }, 'key');
    await expect(reused).rejects.toMatchObject({
      errors: [{ pointer: 'Idempotency-Key', detail: expect.stringContaining('a new key for each upload') }],
    });
  });

  test('that was used before reserves nothing, begins no parts, and signs nothing new', async () => {
    const service = new UploadService();
    const multipart = { ...request, method: 'multipart' as const };
    await createUpload(service.ports, alice, multipart, 'key');
    const never = () => Promise.reject(new Error('asked'));
    const ports = {
      ...service.ports,
      usage: { reserve: never, release: never },
      multipart: { begin: never, abort: never },
    };
    await expect(createUpload(ports, alice, multipart, 'key')).resolves.toMatchObject({
      upload: { method: 'multipart' },
    });
  });

  test('that is taken while nothing is found under it is our fault', async () => {
    const service = new UploadService();
    const uploads = { add: async () => false, under: async () => undefined };
    await expect(createUpload({ ...service.ports, uploads }, alice, request, 'key')).rejects.toThrow(
      'is taken, and stands for nothing',
    );
    expect(service.usage).toEqual(nothing);
  });

  test('of an upload that was deleted since is refused', async () => {
    const service = new UploadService();
    const { file } = await createUpload(service.ports, alice, request, 'key');
    for (const change of [
      () => service.ports.files.change(file, { status: 'deleted' }),
      async () => void service.records.clear(),
    ]) {
      await change();
      await expect(createUpload(service.ports, alice, request, 'key')).rejects.toMatchObject({
        code: 'upload-ended',
      });
    }
  });

  test('sent twice at once makes one upload, and the other gives back what it took', async () => {
    const service = new UploadService();
    const create = () =>
      createUpload(service.ports, alice, { ...request, method: 'multipart' as const }, 'key');
    const [one, other] = await Promise.all([create(), create()]);
    expect(one.file.id).toBe(other.file.id);
    expect([service.usage.files, service.multipart.size]).toEqual([1, 1]);
  });

  test('of an upload that is not pending returns the file and no signature', async () => {
    const service = new UploadService();
    const { file } = await createUpload(service.ports, alice, request, 'key');
    await service.ports.files.change(file, { status: 'uploaded' });
    const again = await createUpload(service.ports, alice, request, 'key');
    expect(again).toMatchObject({ file: { id: file.id, status: 'uploaded' } });
    expect(again.upload).toBeUndefined();
  });
});
