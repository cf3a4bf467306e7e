import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fixture } from '../../../fixtures/clean-files.js';
import { noise } from '../../../fixtures/filler.js';
import { check, refusals } from '../check.js';
import { bytesOf } from '../file-bytes.js';

const folder = join(import.meta.dirname, '../../../fixtures/personal');
const files = readdirSync(folder).sort();
const file = (name: string): Buffer => readFileSync(join(folder, name));

/** What the name of a fixture says it holds: `exif-location.jpg`. */
function expected(name: string): string[] {
  if (name.startsWith('nothing')) return [];
  if (/lens/.test(name)) return ['device'];
  if (/place/.test(name)) return ['location'];
  if (/shown/.test(name)) return ['person'];
  return [/(location|device|person)\./.exec(name)?.[1] ?? name];
}

describe('what a photo or film says of its making', () => {
  test.each(files)('%s', async (name) => {
    const verdict = await check(file(name));
    expect(verdict).toMatchObject({ verdict: 'accept', contains: expected(name) });
  });

  test('is nothing in a drawing and in a letter', async () => {
    for (const name of ['image/plain.svg', 'document/letter.docx'])
      expect((await check(fixture(name))).contains).toEqual([]);
  });

  test('is the serial number of a recorder in the reference of a broadcast wave', async () => {
    const wav = fixture('audio/tone.wav');
    const withReference = (reference: string): Buffer => {
      const bext = Buffer.alloc(602);
      bext.write('Recorder 5', 256, 'latin1');
      bext.write(reference, 288, 'latin1');
      const head = Buffer.from('bext\0\0\0\0', 'latin1');
      head.writeUInt32LE(bext.length, 4);
      const bytes = Buffer.concat([wav.subarray(0, 12), head, bext, wav.subarray(12)]);
      bytes.writeUInt32LE(bytes.length - 8, 4);
      return bytes;
    };
    expect((await check(withReference('USACM0123456789AB131415123456789'))).contains).toEqual(['device']);
    expect((await check(withReference('aaOpYWLnMv5k'))).contains).toEqual([]);
  });

  test('is found in a long photo, and behind other segments', async () => {
    const photo = file('exif-location.jpg');
    const comment = Buffer.concat([bytesOf('\xff\xfe\xff\xff'), Buffer.alloc(65_533, 0x20)]);
    const bytes = Buffer.concat([photo.subarray(0, 2), comment, comment, photo.subarray(2)]);
    expect((await check(bytes)).contains).toEqual(['location']);
  });

  test('is read of no more than the check may read', async () => {
    for (const name of files) {
      const damaged = noise(4096, 7);
      file(name).copy(damaged, 0, 0, 64);
      expect((await check(damaged)).ranges).toBeLessThanOrEqual(24);
    }
  });

  test('is not what a directory without values says', async () => {
    const photo = file('exif-location.jpg');
    // The position of a camera that has found none: zeros.
    const at = photo.indexOf(Buffer.from([0x00, 0x02, 0x00, 0x05, 0x00, 0x00, 0x00, 0x03]));
    expect(at).toBeGreaterThan(0);
    const start = photo.indexOf(bytesOf('Exif\0\0')) + 6;
    const blank = Buffer.from(photo);
    for (const entry of [at, at + 24]) {
      const value = start + photo.readUInt32BE(entry + 8);
      blank.fill(0, value, value + 24);
    }
    expect((await check(blank)).contains).toEqual([]);
  });
});

describe('a deployment that refuses a location', () => {
  test.each([
    ['exif-location.jpg', ['location-contained']],
    ['location.mp4', ['location-contained']],
    ['exif-device.jpg', []],
  ])('%s', async (name, codes) => {
    expect(refusals(await check(file(name), { refuseLocation: true }))).toEqual(codes);
  });
});
