import { describe, expect, test } from '@jest/globals';
import { abortUpload } from '../../../lambda/core/upload/abort-upload.js';
import { completeUpload } from '../../../lambda/core/upload/complete-upload.js';
import { createUpload } from '../../../lambda/core/upload/create-upload.js';
import { renewUpload } from '../../../lambda/core/upload/renew-upload.js';
import { listParts, signParts } from '../../../lambda/core/upload/upload-parts.js';
import { UploadService } from '../upload-service.js';
import { alice, mallory } from '../records.js';

const part = 5 * 1024 ** 2;
const sizeBytes = 2 * part + 5;

/** Three parts: two whole ones and one of five bytes. */
async function begun() {
  const service = new UploadService();
  const { file } = await createUpload(service.ports, alice, {
    filename: 'v.png',
    contentType: 'image/png',
    sizeBytes,
  });
  const send = (partNumber: number, length: number) =>
    service.multipart
      .get(file.parts?.uploadId ?? '')
      ?.push({ partNumber, sizeBytes: length, etag: `"${partNumber}"` });
  const sendAll = () => [send(1, part), send(2, part), send(3, 5)];
  const complete = () => completeUpload(service.ports, alice, file.id);
  const current = () => service.records.get(file.id);
  return { service, file, send, sendAll, complete, current, ports: service.ports };
}

describe('signing parts', () => {
  test('fixes the length of each, and names each once', async () => {
    const { ports, file } = await begun();
    const { parts } = await signParts(ports, alice, file.id, [3, 1, 3]);
    expect(parts.map(({ url }) => url)).toEqual(['part:3:5:900', `part:1:${part}:900`]);
  });

  test('refuses numbers beyond the last part, other owners, and other methods', async () => {
    const { ports, file, service } = await begun();
    await expect(signParts(ports, alice, file.id, [1, 4])).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/partNumbers/1' }],
    });
    await expect(signParts(ports, mallory, file.id, [1])).rejects.toMatchObject({ code: 'file-not-found' });
    const single = await createUpload(service.ports, alice, {
      filename: 'a',
      contentType: 'image/png',
      sizeBytes: 1,
    });
    await expect(signParts(ports, alice, single.file.id, [1])).rejects.toMatchObject({
      code: 'method-not-suitable',
    });
  });

  test('ends with the lifetime of the upload, and no signature outlives it', async () => {
    const { ports, file, service } = await begun();
    service.now = new Date('2026-11-23T11:55:00Z');
    const { parts } = await signParts(ports, alice, file.id, [1]);
    expect(parts[0]).toMatchObject({
      url: `part:1:${part}:300`,
      expiresAt: new Date('2026-11-23T12:00:00Z'),
    });
    service.now = new Date('2026-11-23T12:00:00Z');
    await expect(signParts(ports, alice, file.id, [1])).rejects.toMatchObject({ code: 'upload-ended' });
  });

  test('parts that are there can be listed, to send only the others', async () => {
    const { ports, file, send } = await begun();
    send(2, part);
    await expect(listParts(ports, alice, file.id)).resolves.toEqual([
      { partNumber: 2, sizeBytes: part, etag: '"2"' },
    ]);
  });
});

describe('completing', () => {
  test('joins what S3 lists, and is idempotent', async () => {
    const { sendAll, complete, service } = await begun();
    sendAll();
    const answers = await Promise.all([complete(), complete(), complete()]);
    expect(answers.map(({ status }) => status)).toEqual(['completing', 'completing', 'completing']);
    expect(service.multipart.size).toBe(0);
    await expect(complete()).resolves.toMatchObject({ status: 'completing' });
  });

  test.each([
    ['a part is missing', [[1, part]], '2, 3'],
    [
      'a part has another length',
      [
        [1, part],
        [2, part - 1],
        [3, 5],
      ],
      '2',
    ],
    [
      'the last part is too long',
      [
        [1, part],
        [2, part],
        [3, 6],
      ],
      '3',
    ],
  ] as const)('is refused where %s', async (_case, sent, named) => {
    const { complete, send, current } = await begun();
    for (const [partNumber, length] of sent) send(partNumber, length);
    await expect(complete()).rejects.toMatchObject({
      code: 'upload-incomplete',
      detail: `Of 3 parts, these are missing or of another length: ${named}`,
    });
    expect(current()?.status).toBe('pending');
  });

  test('with a timeout of S3 is not lost: the next call continues', async () => {
    const { sendAll, complete, service } = await begun();
    sendAll();
    service.joining = 'unknown';
    await expect(complete()).resolves.toMatchObject({ status: 'completing' });
    service.joining = 'joined';
    await complete();
    expect(service.multipart.size).toBe(0);
  });

  test('during which a part is sent again can be repeated', async () => {
    const { sendAll, complete, service, current } = await begun();
    sendAll();
    service.joining = 'parts-changed';
    await expect(complete()).rejects.toMatchObject({ code: 'upload-incomplete' });
    expect(current()?.status).toBe('pending');
    service.joining = 'joined';
    await complete();
    expect([current()?.status, service.multipart.size]).toEqual(['completing', 0]);
  });

  test('during which a part is sent again succeeds if another call joined them', async () => {
    const { sendAll, complete, service } = await begun();
    sendAll();
    service.joining = 'parts-changed';
    service.isJoinedByAnother = true;
    await expect(complete()).rejects.toMatchObject({ code: 'upload-incomplete' });
    await expect(complete()).resolves.toMatchObject({ status: 'completing' });
  });

  test('after S3 has removed the parts reports that the upload has ended', async () => {
    const { complete, service } = await begun();
    service.multipart.clear();
    await expect(complete()).rejects.toMatchObject({ code: 'upload-ended' });
  });
});

describe('aborting', () => {
  test('frees parts and quota, also when repeated', async () => {
    const { ports, file, sendAll, service, current } = await begun();
    sendAll();
    await abortUpload(ports, alice, file.id);
    await abortUpload(ports, alice, file.id);
    expect([current()?.status, service.multipart.size]).toEqual(['aborted', 0]);
    expect(current()).toMatchObject({ filename: '', metadata: {} });
    expect(service.usage).toEqual({ files: 0, bytes: 0, pendingFiles: 0 });
    await expect(completeUpload(ports, alice, file.id)).rejects.toMatchObject({ code: 'upload-ended' });
  });

  test('is refused after the bytes have arrived', async () => {
    const { ports, file } = await begun();
    await ports.files.change(file, { status: 'verified' });
    await expect(abortUpload(ports, alice, file.id)).rejects.toMatchObject({ code: 'upload-finished' });
  });
});

describe('renewing', () => {
  test('presigns a PUT again, during the lifetime of the upload', async () => {
    const service = new UploadService();
    const { file } = await createUpload(service.ports, alice, {
      filename: 'a',
      contentType: 'image/png',
      sizeBytes: 1,
    });
    service.now = new Date('2026-11-23T11:50:00Z');
    const { upload } = await renewUpload(service.ports, alice, file.id);
    expect(upload).toMatchObject({
      url: `put:${file.key}:2026-11-23T11:50:00.000Z:600`,
      expiresAt: new Date('2026-11-23T12:00:00Z'),
    });
    service.now = new Date('2026-11-23T12:00:00Z');
    await expect(renewUpload(service.ports, alice, file.id)).rejects.toMatchObject({ code: 'upload-ended' });
  });
});
