import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { check, refusals, warnings } from './check.js';
import { elfStart, pngChunk, pngFile, smallZip } from './file-bytes.js';
import { noise } from '../../fixtures/filler.js';
import { guestsBehind } from './guest-cases.js';

const fixture = (path: string): Buffer => readFileSync(`test/fixtures/content/${path}`);
const farTooMuch = 50_000_000;

/** The file of a real producer with one size that claims 50 MB more than there is. */
function lie(path: string, sizeAt: (bytes: Buffer) => number, isBigEndian = false): Buffer {
  const bytes = fixture(path);
  const at = sizeAt(bytes);
  if (isBigEndian) bytes.writeUInt32BE(bytes.readUInt32BE(at) + farTooMuch, at);
  else bytes.writeUInt32LE(bytes.readUInt32LE(at) + farTooMuch, at);
  return bytes;
}

const after = (mark: string) => (bytes: Buffer) => bytes.indexOf(mark, 0, 'latin1') + mark.length;
const sizeOfBox = (name: string) => (bytes: Buffer) => bytes.indexOf(name, 0, 'latin1') - 4;
const liars: [string, Buffer][] = [
  ['BMP whose height is a lie', lie('image/plain.bmp', () => 22)],
  ['PSD whose height is a lie', lie('image/grey.psd', () => 14, true)],
  ['TIFF whose strip is a lie', tiffLiar()],
  ['MP4 whose media box is a lie', lie('video/moov-first.mp4', sizeOfBox('mdat'), true)],
  ['WAV whose samples are a lie', lie('audio/tone.wav', after('data'))],
  ['WebP whose picture is a lie', lie('image/lossy.webp', () => 16)],
  ['AVI whose frames are a lie', lie('video/film.avi', (bytes) => bytes.indexOf('movi', 0, 'latin1') - 4)],
  ['Matroska file whose segment is a lie', mkvLiar()],
];

/** StripByteCounts (tag 279) of an image whose strips are counted in a list, or in the field itself. */
function tiffLiar(): Buffer {
  const bytes = fixture('image/plain.tif');
  const directory = bytes.readUInt32LE(4);
  for (let i = 0; i < bytes.readUInt16LE(directory); i++) {
    const field = directory + 2 + i * 12;
    if (bytes.readUInt16LE(field) !== 279) continue;
    const isShort = bytes.readUInt16LE(field + 2) === 3;
    const count = bytes.readUInt32LE(field + 4);
    if (isShort || count > 1) {
      bytes.writeUInt16LE(4, field + 2);
      bytes.writeUInt32LE(1, field + 4);
    }
    bytes.writeUInt32LE(farTooMuch, field + 8);
  }
  return bytes;
}

/** The length of the segment (RFC 9559, section 5.1), in eight bytes as ffmpeg and mkvmerge write it. */
function mkvLiar(): Buffer {
  return lie('video/film.mkv', (bytes) => bytes.indexOf('18538067', 0, 'hex') + 8, true);
}

describe.each(liars)('A %s', (_name, file) => {
  test.each(guestsBehind(file))('%s is refused', async (_guest, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test.each([
    ['zeros', Buffer.alloc(600_000)],
    ['one letter', Buffer.alloc(600_000, 'A')],
  ])('much of %s after it does not count as its data', async (_what, filler) => {
    expect(refusals(await check(Buffer.concat([file, filler])))).toEqual(['ending-missing']);
  });

  test('is noted as cut, and no more', async () => {
    const verdict = await check(Buffer.concat([file, noise(300_000, 9)]));
    expect(refusals(verdict)).toEqual([]);
    expect(warnings(verdict)).toContain('truncated');
  });
});

/** A real recording, with its last part repeated. */
function prolonged(path: string, partAt: (bytes: Buffer) => number, endAt = (bytes: Buffer) => bytes.length) {
  const bytes = fixture(path);
  const part = bytes.subarray(partAt(bytes), endAt(bytes));
  return Buffer.concat([
    bytes.subarray(0, endAt(bytes)),
    ...Array.from({ length: Math.ceil(400_000 / part.length) }, () => part),
    bytes.subarray(endAt(bytes)),
  ]);
}

function openMp4(): Buffer {
  const bytes = fixture('video/moov-first.mp4');
  bytes.writeUInt32BE(0, sizeOfBox('mdat')(bytes));
  return Buffer.concat([bytes, noise(400_000)]);
}

const unevenPng = () => {
  const chunks = Array.from({ length: 60 }, (_, i) => pngChunk('IDAT', noise(8_000 + ((i * 37) % 100), i)));
  return pngFile({ extra: chunks });
};

describe.each([
  ['live WebM', 'video/webm', prolonged('video/live.webm', (b) => b.indexOf('1f43b675', 0, 'hex'))],
  [
    'MP4 of many fragments',
    'video/mp4',
    prolonged('video/fragments.mp4', sizeOfBox('moof'), sizeOfBox('mfra')),
  ],
  ['MP4 whose media box has no size', 'video/mp4', openMp4()],
  ['PNG of many uneven chunks', 'image/png', unevenPng()],
])('%s', (_name, type, host) => {
  test('is accepted, and is not followed from end to end', async () => {
    const verdict = await check(host, { declaredType: type });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: type, findings: [] });
    expect(verdict.bytesRead).toBeLessThan(host.length);
  });

  test.each([1_000, 4_000, 16_000, 60_000])(
    'is refused with a guest, noise and a copy of its last %d bytes after it',
    async (copied) => {
      for (const guest of [smallZip, elfStart]) {
        const hosted = Buffer.concat([host, guest, noise(150_000, 5), host.subarray(-copied)]);
        expect(refusals(await check(hosted, { declaredType: type }))).not.toEqual([]);
      }
    },
  );
});
