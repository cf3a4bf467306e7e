import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { fixture } from '../../../fixtures/clean-files.js';
import { prose } from '../archive-bytes.js';
import { check, refusals } from '../check.js';
import { bytesOf, elfStart, smallZip } from '../file-bytes.js';
import { noise } from '../../../fixtures/filler.js';
import { flacFile, mp3Frames, oggFile } from '../sound-bytes.js';

/** The segments of a real photo, then image data without a marker in it. */
function longJpeg(): Buffer {
  const photo = fixture('image/photo.jpg');
  const scan = photo.indexOf(Buffer.from([0xff, 0xda]));
  const data = noise(150_000).map((byte) => (byte === 0xff ? 0xfe : byte));
  const withEscapes = Buffer.from(data.map((byte, i) => (i % 300 === 0 ? 0xff : i % 300 === 1 ? 0 : byte)));
  return Buffer.concat([photo.subarray(0, scan + 14), withEscapes, Buffer.from([0xff, 0xd9])]);
}

/** One image of 600 full sub-blocks. */
const longGif = (): Buffer =>
  Buffer.concat([
    bytesOf('GIF89a\x03\0\x02\0\0\0\0,\0\0\0\0\x03\0\x02\0\0\x08'),
    // The first codes of an image are colours.
    ...Array.from({ length: 600 }, (_, i) =>
      Buffer.concat([Buffer.from([255]), i === 0 ? noise(255).fill(0, 0, 80) : noise(255, i)]),
    ),
    bytesOf('\0;'),
  ]);

const hosts: [string, Buffer][] = [
  ['image/jpeg', longJpeg()],
  ['image/gif', longGif()],
  ['audio/mpeg', mp3Frames(400)],
  ['audio/flac', flacFile(60)],
  ['application/ogg', oggFile(40)],
  ['application/gzip', gzipSync(prose(1_200_000))],
  ['application/rtf', bytesOf(`{\\rtf1\\ansi ${'A \\b long\\b0  letter. '.repeat(6_000)}}`)],
  ['text/csv', bytesOf('a,b\n' + '1,2\n'.repeat(40_000))],
];

describe('a file longer than what is read of its ends', () => {
  test.each(hosts)('%s is accepted, within the goals for reading', async (type, host) => {
    const verdict = await check(host, { declaredType: type });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: type, findings: [] });
    // Active content may stand anywhere in these, so that up to 1 MiB of them is read.
    const isReadWhole = type === 'application/rtf' || type === 'text/csv';
    expect(verdict.ranges).toBeLessThanOrEqual(isReadWhole ? 4 : 3);
    expect(verdict.bytesRead).toBeLessThanOrEqual(isReadWhole ? host.length + 32_768 : 110_000);
  });

  test.each(hosts)('%s is refused with a guest between two whole copies', async (type, host) => {
    for (const guest of [smallZip, elfStart])
      expect(refusals(await check(Buffer.concat([host, guest, host]), { declaredType: type }))).not.toEqual(
        [],
      );
  });

  // Text may hold anything that is text.
  const coded = hosts.filter(([type]) => !type.startsWith('text/'));

  test.each(coded)(
    '%s is refused with padding between two copies, and a guest in front of it',
    async (type, host) => {
      const bytes = Buffer.concat([host, smallZip, Buffer.alloc(90_000), host]);
      expect(refusals(await check(bytes, { declaredType: type }))).not.toEqual([]);
    },
  );

  test.each(coded.filter(([type]) => type !== 'application/gzip'))(
    '%s is refused with 100 KB of something else between two copies',
    async (type, host) => {
      const bytes = Buffer.concat([host, noise(100_000, 3), host]);
      expect(refusals(await check(bytes, { declaredType: type }))).not.toEqual([]);
    },
  );
});
