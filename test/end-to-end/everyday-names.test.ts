import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { fixture } from '../fixtures/clean-files.js';
import { made } from './fixture.js';
import { sendForm, type SignedForm } from './form.js';
import { person } from './person.js';

describe('a file under the name that its sender’s system gave it', () => {
  test.each([
    ['people.csv', 'application/vnd.ms-excel', 'text/table.csv', 'text/csv'],
    ['voice.webm', 'audio/webm;codecs=opus', 'audio/recorder.weba', 'video/webm'],
    ['photo.heic', 'image/heif', 'image/still.heic', 'image/heic'],
    ['photo.heic', 'application/octet-stream', 'image/still.heic', 'image/heic'],
    ['photo', 'application/octet-stream', 'image/photo.jpg', 'image/jpeg'],
    ['main.ts', 'video/mp2t', 'text/plain.txt', 'text/plain'],
  ])('%s as %s is stored and verified', async (filename, contentType, file, detectedType) => {
    const alice = await person();
    const stored = await alice.store(made(fixture(file), contentType, filename));
    expect(stored).toMatchObject({ status: 'verified', detectedType, warnings: [] });
  });

  test('is read as what it is, with the ending of it, where that was a harmless mistake', async () => {
    const alice = await person();
    const stored = await alice.store(made(fixture('image/lossy.webp'), 'image/jpeg', 'beach.jpg'));
    expect(stored).toMatchObject({
      status: 'verified',
      contentType: 'image/jpeg',
      detectedType: 'image/webp',
      warnings: [{ code: 'type-corrected' }],
    });
    const { headers } = await alice.read(stored.id);
    expect(headers.get('content-type')).toBe('image/webp');
    expect(headers.get('content-disposition')).toContain('beach.webp');
  });
});

describe('an empty file', () => {
  const empty = Buffer.alloc(0);

  test('is stored by a PUT and by a form where its type can be empty, and read', async () => {
    const alice = await person();
    const sha256 = createHash('sha256').update(empty).digest('base64');
    const stored = await alice.store(made(empty, 'text/plain', 'notes.txt'), { sha256 });
    expect(stored).toMatchObject({ status: 'verified', sizeBytes: 0, detectedType: 'text/plain' });
    expect((await (await alice.read(stored.id)).arrayBuffer()).byteLength).toBe(0);

    const { id, upload } = await alice.create(made(empty, 'text/csv', 'a.csv'), { method: 'post' });
    expect((await sendForm(upload as unknown as SignedForm, empty)).status).toBe(204);
    expect(await alice.verdict(id)).toMatchObject({ status: 'verified', detectedType: 'text/csv' });
  });
});
