import { beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { fixture } from '../../fixtures/clean-files.js';
import { noise } from '../../fixtures/filler.js';
import { check, refusals, warnings } from './check.js';
import { bytesOf } from './file-bytes.js';
import { id3v1Tag, id3v2Tag, mp3Frames } from './sound-bytes.js';

/** So many dots that a photo is far longer than what is read of it. */
const photoOf = (progressive: boolean): Promise<Buffer> =>
  sharp(noise(800 * 600 * 3, 5), { raw: { width: 800, height: 600, channels: 3 } })
    .blur(0.6)
    .jpeg({ quality: 85, progressive })
    .toBuffer();

/** A program that saves photos from a card copies whole clusters, with what another file left in the last one. */
describe.each([
  ['a photo', false],
  ['a progressive photo', true],
])('%s from a card', (_name, progressive) => {
  let photo: Buffer;
  let other: Buffer;
  beforeAll(async () => {
    photo = await photoOf(progressive);
    other = await photoOf(!progressive);
    expect(photo.length).toBeGreaterThan(150_000);
  });

  test.each([512, 32 * 1024, 128 * 1024])('ends in %d zeros of its last cluster', async (slack) => {
    const verdict = await check(Buffer.concat([photo, Buffer.alloc(slack)]));
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'image/jpeg' });
    expect(warnings(verdict)).toEqual(['trailing-padding']);
  });

  // More than is read of its end could be image data of its own.
  test.each([512, 32 * 1024])('ends in %d bytes of another photo', async (slack) => {
    for (const rest of [other.subarray(20_000, 20_000 + slack), other.subarray(-slack), noise(slack, 7)]) {
      const verdict = await check(Buffer.concat([photo, Buffer.alloc(200), rest]));
      expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'image/jpeg' });
      expect(warnings(verdict)).toEqual(['trailing-bytes']);
    }
  });

  test('was cut where the card ended', async () => {
    for (const slack of [0, 4096]) {
      const verdict = await check(Buffer.concat([photo.subarray(0, 120_000), Buffer.alloc(slack)]));
      expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'image/jpeg' });
      expect(warnings(verdict)).toEqual(['truncated']);
    }
  });
});

describe('short sound', () => {
  const frame = mp3Frames(1);
  const song = fixture('audio/bare.mp3');

  test.each([
    ['one frame', frame],
    ['one frame in front of a tag', Buffer.concat([frame, id3v1Tag])],
    ['one frame behind a tag', Buffer.concat([id3v2Tag(Buffer.alloc(40)), frame])],
    ['the first 128 bytes of a song, more than one frame', song.subarray(0, 128)],
  ])('%s is MP3', async (_name, bytes) => {
    expect(await check(bytes, { declaredType: 'audio/mpeg' })).toMatchObject({ verdict: 'accept' });
  });

  test.each([
    ['128 bytes of a longer frame', frame.subarray(0, 128)],
    ['a tag of 128 bytes', id3v1Tag],
    ['a tag in front of nothing', id3v2Tag(Buffer.alloc(40))],
    ['the first 128 bytes of a tag', Buffer.concat([id3v2Tag(Buffer.alloc(400)), frame]).subarray(0, 128)],
  ])('%s is not', async (_name, bytes) => {
    expect(refusals(await check(bytes, { declaredType: 'audio/mpeg' }))).toContain('type-mismatch');
  });
});

describe('a PDF that ends', () => {
  const closing = (bytes: Buffer): number => bytes.lastIndexOf('%%EOF');
  const endings: [string, (bytes: Buffer) => Buffer, string[]][] = [
    ['without a line end', (bytes) => bytes.subarray(0, closing(bytes) + 5), []],
    [
      'in blanks',
      (bytes) => Buffer.concat([bytes.subarray(0, closing(bytes) + 5), bytesOf('  \r\n\r\n')]),
      ['trailing-padding'],
    ],
    ['within its last mark', (bytes) => bytes.subarray(0, closing(bytes) + 4), ['truncated']],
    ['in front of it', (bytes) => bytes.subarray(0, closing(bytes)), ['truncated']],
  ];
  test.each(endings)('%s is a PDF', async (_name, end, codes) => {
    for (const name of ['letter', 'ghostscript', 'object-streams', 'pdf-lib']) {
      const verdict = await check(end(fixture(`document/${name}.pdf`)), { declaredType: 'application/pdf' });
      expect(verdict).toMatchObject({ verdict: 'accept' });
      expect(warnings(verdict)).toEqual(codes);
    }
  });
});
