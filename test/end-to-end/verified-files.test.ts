import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { drawing, fixture, photo, type Fixture } from './fixture.js';
import { person, put, type ShownFile } from './person.js';

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const cases: readonly [string, Fixture, { width?: number; height?: number; detectedType?: string }][] = [
  ['a photograph by mozjpeg', photo(), { width: 1200, height: 800 }],
  ['a PNG by libvips', drawing(), { width: 96, height: 64 }],
  ['a PDF by LibreOffice', fixture('document/letter.pdf', 'application/pdf'), {}],
  ['text in UTF-8', fixture('text/unicode.txt', 'text/plain'), {}],
  ['a video by ffmpeg', fixture('video/moov-first.mp4', 'video/mp4'), {}],
];

describe('a file is stored in S3, checked, and can be read', () => {
  test.each(cases)('%s', async (_what, file, expected) => {
    const ada = await person();
    const metadata = { order: 'A-17', né: 'été' };
    const before = Date.now();
    const { id, file: pending, upload } = await ada.create(file, { metadata });

    expect(id).toMatch(uuidV7);
    const declared = {
      ...{
        id,
        filename: file.filename,
        contentType: file.contentType,
        sizeBytes: file.bytes.length,
        metadata,
      },
      sha256: null,
    };
    expect(pending).toEqual({
      ...declared,
      ...{
        status: 'pending',
        detectedType: null,
        width: null,
        height: null,
        contains: null,
        reasons: [],
        warnings: [],
      },
      checks: { size: 'pending', checksum: 'skipped', type: 'pending', malware: 'skipped' },
      createdAt: pending.createdAt,
      ...{ uploadedAt: null, verifiedAt: null, expiresAt: null, revision: 1 },
    });
    const createdAt = Date.parse(pending.createdAt);
    expect(createdAt).toBeGreaterThanOrEqual(before);
    expect(upload.method).toBe('put');
    expect(Date.parse(upload.expiresAt) - createdAt).toBe(15 * 60_000);

    expect((await put(upload, file.bytes)).status).toBe(200);
    const stored = await ada.verdict(id, 5_000);
    expect(stored).toMatchObject({
      ...declared,
      ...{ status: 'verified', detectedType: file.contentType, reasons: [], revision: 3 },
      checks: { size: 'passed', checksum: 'skipped', type: 'passed' },
      ...expected,
    });
    const [uploadedAt = '', verifiedAt = ''] = [stored.uploadedAt ?? '', stored.verifiedAt ?? ''];
    expect(Date.parse(uploadedAt)).toBeGreaterThanOrEqual(createdAt);
    expect(Date.parse(verifiedAt)).toBeGreaterThanOrEqual(Date.parse(uploadedAt));

    const read = await ada.read(id);
    expect(read.headers.get('content-type')).toBe(file.contentType);
    expect(Buffer.from(await read.arrayBuffer()).equals(file.bytes)).toBe(true);
  });
});

describe('a client that completes an upload', () => {
  test('is answered the same, before the bytes, after them, and twice', async () => {
    const ada = await person();
    const file = drawing();
    const { id, upload } = await ada.create(file);
    const complete = async () => {
      const answer = await ada.call(`/uploads/${id}/complete`, { method: 'POST' });
      expect(answer.status).toBe(202);
      return (await answer.json()) as ShownFile;
    };
    expect(await complete()).toMatchObject({ id, status: 'pending' });
    await put(upload, file.bytes);
    expect(['pending', 'uploaded', 'verified']).toContain((await complete()).status);
    const verified = await ada.verdict(id);
    expect(await complete()).toEqual(verified);
    expect(await complete()).toEqual(verified);
  });
});

describe('a checksum', () => {
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes);

  test.each(['base64', 'hex'] as const)(
    'declared in %s is enforced and shown in base64',
    async (encoding) => {
      const ada = await person();
      const file = drawing();
      const sha256 = digest(file.bytes).digest(encoding);
      const inBase64 = digest(file.bytes).digest('base64');
      const { id, upload } = await ada.create(file, { sha256 });
      expect(upload.headers['x-amz-checksum-sha256']).toBe(inBase64);

      const wrong = Buffer.from(file.bytes);
      wrong[wrong.length - 20] = 0x58;
      expect((await put(upload, wrong)).status).toBe(400);
      expect(
        (await put(upload, wrong, { 'x-amz-checksum-sha256': digest(wrong).digest('base64') })).status,
      ).toBe(403);
      expect((await put(upload, wrong, { 'x-amz-checksum-sha256': undefined })).status).toBe(403);

      expect((await put(upload, file.bytes)).status).toBe(200);
      expect(await ada.verdict(id)).toMatchObject({
        ...{ status: 'verified', sha256: inBase64 },
        checks: { size: 'passed', checksum: 'passed', type: 'passed' },
      });
    },
  );
});
