import { describe, expect, test } from '@jest/globals';
import { readersName } from '../../../lambda/core/content/index.js';
import { fixture } from '../../fixtures/clean-files.js';
import { check, refusals, warnings } from './check.js';
import { zipFile } from './file-bytes.js';

const type = {
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** As browsers, phones and editors save them every day. */
const misnamed: readonly (readonly [string, string, string, string, string])[] = [
  ['image/lossy.webp', 'IMG_1.jpg', 'image/jpeg', 'image/webp', 'IMG_1.webp'],
  ['image/still.avif', 'IMG_1.jpg', 'image/jpeg', 'image/avif', 'IMG_1.avif'],
  ['image/still.heic', 'IMG_1.JPG', 'image/jpeg', 'image/heic', 'IMG_1.heic'],
  ['image/photo.jpg', 'shot.png', 'image/png', 'image/jpeg', 'shot.jpg'],
  ['image/photo.png', 'a.b.gif', 'image/gif', 'image/png', 'a.b.png'],
  ['audio/tone.wav', 'song.mp3', 'audio/mpeg', 'audio/wav', 'song.wav'],
  ['audio/tone.m4a', 'note.webm', 'audio/webm', 'audio/mp4', 'note.m4a'],
  ['video/film.webm', 'clip.mp4', 'video/mp4', 'video/webm', 'clip.webm'],
];

describe('a picture or recording under the name of another', () => {
  test.each(misnamed)('%s as %s is corrected', async (file, filename, declaredType, detectedType, readAs) => {
    const verdict = await check(fixture(file), { filename, declaredType });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType });
    expect(verdict.findings).toEqual([
      {
        code: 'type-corrected',
        severity: 'warn',
        message: `declared ${declaredType}, found ${detectedType}: judged as what it is`,
        offset: 0,
      },
    ]);
    expect(readersName({ filename, detectedType, warnings: verdict.findings })).toBe(readAs);
  });

  test.each(misnamed)('%s as %s is refused with onMismatch: reject', async (...row) => {
    const [file, filename, declaredType] = row;
    const verdict = await check(fixture(file), { filename, declaredType, onMismatch: 'reject' });
    expect(refusals(verdict)).toEqual(['type-mismatch']);
  });

  test('is refused where its real type is not accepted', async () => {
    const allowedTypes = [type.jpeg];
    const verdict = await check(fixture('image/lossy.webp'), { declaredType: type.jpeg, allowedTypes });
    expect(refusals(verdict)).toEqual(['type-not-allowed']);
  });

  test('is judged as what it is', async () => {
    const options = { declaredType: type.jpeg, maxPixels: 10 };
    expect(refusals(await check(fixture('image/lossy.webp'), options))).toEqual(['pixels-exceeded']);
  });
});

test.each([
  ['image/plain.svg', 'image/png'],
  ['image/photo.png', 'image/svg+xml'],
  ['image/photo.jpg', 'video/mp4'],
  ['audio/tone.wav', 'image/jpeg'],
  ['document/letter.pdf', 'image/png'],
  ['document/letter.pdf', type.docx],
  ['document/letter.rtf', 'application/msword'],
  ['archive/plain.zip', 'application/x-7z-compressed'],
  ['program/program.exe', 'audio/mpeg'],
])('%s declared as %s is refused: they are no kin', async (file, declaredType) => {
  expect(refusals(await check(fixture(file), { declaredType }))).toContain('type-mismatch');
});

describe('a file of which nothing was declared', () => {
  const declaredType = 'application/octet-stream';

  test.each([
    ['text/table.csv', 'table.csv', 'text/csv'],
    ['text/plain.txt', 'one-column.csv', 'text/csv'],
    ['text/plain.txt', 'notes.md', 'text/markdown'],
    ['text/plain.txt', 'notes', 'text/plain'],
    ['image/photo.jpg', 'photo', 'image/jpeg'],
    ['image/photo.jpg', 'photo.dat', 'image/jpeg'],
  ])('%s named %s is %s', async (file, filename, detectedType) => {
    const allowedTypes = [detectedType];
    const verdict = await check(fixture(file), { declaredType, filename, allowedTypes });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType, findings: [] });
  });

  test('is what its bytes are, whatever its name says, and readers get a name that says so', async () => {
    const filename = 'report.docx';
    const verdict = await check(fixture('document/letter.pdf'), { declaredType, filename });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: type.pdf });
    expect(warnings(verdict)).toEqual(['type-corrected']);
    const named = { filename, detectedType: type.pdf, warnings: verdict.findings };
    expect(readersName(named)).toBe('report.pdf');
    expect(readersName({ ...named, warnings: [] })).toBe(filename);
  });
});

test('a directory that is not where the archive says is said to be so, and counts no bytes below zero', async () => {
  const bytes = zipFile([{ name: 'a.txt', content: Buffer.from('text') }]);
  const field = bytes.lastIndexOf('PK\x05\x06') + 16;
  const start = bytes.readUInt32LE(field);
  bytes.writeUInt32LE(start + 1, field);
  const { findings } = await check(bytes, { declaredType: 'application/zip' });
  expect(findings).toMatchObject([
    {
      code: 'structure-broken',
      offset: start,
      message: `the structure is broken: its directory begins at ${start}, and the end record says ${start + 1}`,
    },
  ]);
});

describe('a type that is allowed by name, of which the bytes show only the kin', () => {
  test.each([
    ['text/x-anything', 'prose by its bytes', 'text/x-anything'],
    ['application/yaml', 'key: value\n', 'application/yaml'],
    ['text/vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n', 'text/vtt'],
    ['text/x-tex', '\\documentclass{article}\n', 'text/x-tex'],
    ['application/vnd.api+json', '{"data": []}', 'application/vnd.api+json'],
    ['application/gpx+xml', '<?xml version="1.0"?><gpx version="1.1"/>', 'application/gpx+xml'],
    ['text/javascript', 'export const one = 1;\n', 'text/javascript'],
  ])('%s is verified', async (declaredType, text, detectedType) => {
    const verdict = await check(Buffer.from(text), { declaredType, allowedTypes: [declaredType] });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType, findings: [] });
  });

  test.each([
    ['application/yaml', '\0\x01\x02'],
    ['application/vnd.api+json', 'no JSON at all'],
    ['application/gpx+xml', '{"gpx": 1}'],
    ['text/javascript', '<html><script>alert(1)</script>'],
  ])('%s is not verified of other bytes', async (declaredType, text) => {
    const verdict = await check(Buffer.from(text), { declaredType, allowedTypes: [declaredType] });
    expect(refusals(verdict)).toContain('type-mismatch');
  });
});
