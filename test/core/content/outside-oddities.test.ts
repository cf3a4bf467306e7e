import { describe, expect, test } from '@jest/globals';
import { fixture } from '../../fixtures/clean-files.js';
import { noise } from '../../fixtures/filler.js';
import { check, refusals } from './check.js';
import { bytesOf, smallPdf, smallZip } from './file-bytes.js';
import { mp3Frames } from './sound-bytes.js';

const jpeg = fixture('image/photo.jpg');
const mp3 = fixture('audio/bare.mp3');

function segment(kind: number, content: Buffer): Buffer {
  const header = Buffer.from([0xff, kind, 0, 0]);
  header.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([header, content]);
}

/** A photo with a colour profile of so many segments in front of its frame, of one length or of several. */
function withProfile(segments: number, step: number): Buffer {
  const parts = Array.from({ length: segments }, (_, i) =>
    segment(
      0xe2,
      Buffer.concat([bytesOf('ICC_PROFILE\0'), Buffer.from([i + 1, segments]), noise(65_519 - i * step, i)]),
    ),
  );
  return Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);
}

describe('odd files that are what they say', () => {
  test.each([
    ['a JPEG with 28 segments of a profile', withProfile(28, 0), 'image/jpeg'],
    ['a JPEG with segments of different lengths', withProfile(28, 300), 'image/jpeg'],
    ['a JPEG with slack behind its end', Buffer.concat([jpeg, Buffer.alloc(3_000)]), 'image/jpeg'],
    [
      'a JPEG with fill bytes between segments',
      Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(40, 0xff), jpeg.subarray(2)]),
      'image/jpeg',
    ],
    ['an MP3 of one frame', mp3Frames(1), 'audio/mpeg'],
    ['a PDF without its last line end', smallPdf.subarray(0, -1), 'application/pdf'],
  ])('%s is accepted', async (_name, bytes, declaredType) => {
    for (const level of ['strict', 'full'] as const)
      expect(await check(bytes, { declaredType, level })).toMatchObject({ verdict: 'accept' });
  });
});

/** Programs of DOS need 28 bytes of header, ZIP 22 of an end record, PDF an object. */
function tinyTriple(): Buffer {
  const header = Buffer.alloc(64);
  header.write('MZ', 'latin1');
  header.writeUInt16LE(196, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt16LE(2, 8);
  const pdf = bytesOf('%PDF-1.\n1 0 obj<</Kids[<<>>]>>endobj trailer<</Root<</Pages 1 0 R>>>>');
  const zip = bytesOf('PK\x05\x06'.padEnd(22, '\0'));
  const gap = Buffer.alloc(196 - header.length - pdf.length - zip.length);
  return Buffer.concat([header, pdf, gap, zip]);
}

describe('files of several formats', () => {
  test.each([
    ['a program, PDF and ZIP of 196 bytes as PDF', tinyTriple(), 'application/pdf'],
    ['a program, PDF and ZIP of 196 bytes as ZIP', tinyTriple(), 'application/zip'],
    ['a PDF in front of a ZIP', Buffer.concat([smallPdf, smallZip]), 'application/pdf'],
    [
      'an MP3 in a segment of a JPEG',
      Buffer.concat([jpeg.subarray(0, 2), segment(0xfe, mp3), jpeg.subarray(2)]),
      'image/jpeg',
    ],
    ['an MP3 behind a JPEG', Buffer.concat([jpeg, mp3]), 'image/jpeg'],
    ['a JPEG in front of an MP3, as MP3', Buffer.concat([jpeg, mp3]), 'audio/mpeg'],
    ['a JPEG behind an MP3', Buffer.concat([mp3, jpeg]), 'image/jpeg'],
  ])('%s is refused', async (_name, bytes, declaredType) => {
    expect(refusals(await check(bytes, { declaredType, onMismatch: 'reject' }))).not.toEqual([]);
  });
});
