import { describe, expect, test } from '@jest/globals';
import type { JpegOptions } from 'sharp';
import { fixture } from '../../../../fixtures/clean-files.js';
import { prose } from '../../archive-bytes.js';
import { check, refusals, warnings } from '../../check.js';
import { elfStart, smallPdf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import {
  gradient,
  insert,
  jpegOf,
  page,
  picture,
  segment,
  stamp,
  type Colours,
  type Picture,
} from './jpeg-bytes.js';

const slowly = 60_000;
const pictures: [string, Picture][] = [
  ['a page of twelve lines at 300 dpi', page(300, 12)],
  ['an empty page', page(300, 0)],
  ['a gradient', gradient(1500, 1500)],
  ['a small picture on a plain ground', stamp(3000, 2000)],
  ['a black screen', picture(3840, 2160, 0)],
];
const settings: [string, Colours, JpegOptions][] = [
  ['grey', 'b-w', {}],
  ['colours', 'srgb', {}],
  ['colours of low quality', 'srgb', { quality: 30 }],
  ['full colours', 'srgb', { quality: 95, chromaSubsampling: '4:4:4' }],
  ['colours with tables of its own', 'srgb', { optimiseCoding: true }],
  ['colours in many scans', 'srgb', { progressive: true }],
];

/** A fourth of the dots: the conversion to inks takes seconds for a page; `npm run test:valid` has whole ones. */
const printed: [string, Picture][] = [
  ['a page of twelve lines at 150 dpi', page(150, 12)],
  ['an empty page', page(150, 0)],
  ['a gradient', gradient(750, 750)],
  ['a small picture on a plain ground', stamp(1500, 1000)],
  ['a black screen', picture(1920, 1080, 0)],
];

test.each([
  ...pictures.flatMap(([name, made]) => settings.map((setting) => ({ name, made, setting }))),
  ...printed.map(([name, made]) => ({
    name,
    made,
    setting: ['inks', 'cmyk', {}] as (typeof settings)[number],
  })),
])(
  '$name is accepted in $setting.0',
  async ({ made, setting: [, colours, options] }) => {
    const verdict = await check(await jpegOf(made, colours, options), { declaredType: 'image/jpeg' });
    const { width, height } = made;
    expect(verdict).toMatchObject({ verdict: 'accept', width, height, findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(10);
    // An image of many scans is not decoded, so that more of it is read.
    if (!options.progressive) expect(verdict.bytesRead).toBeLessThanOrEqual(110_000);
  },
  slowly,
);

describe('A JPEG of long metadata', () => {
  const photo = fixture('image/photo.jpg');
  const profile = (length: number, part: number) =>
    segment(
      0xe2,
      Buffer.concat([Buffer.from(`ICC_PROFILE\0`), Buffer.from([part, 28]), noise(length, part)]),
    );

  test('is accepted with a profile of 1.8 MB, its size known', async () => {
    const parts = Array.from({ length: 28 }, (_, i) => profile(i < 27 ? 65_519 : 40_000, i + 1));
    const verdict = await check(insert(photo, 2, Buffer.concat(parts)), { maxPixels: 100_000_000 });
    expect(verdict).toMatchObject({ verdict: 'accept', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(24);
  });

  test('is accepted where the walk does not come past it', async () => {
    const parts = Array.from({ length: 28 }, (_, i) => profile(65_519 - i, i + 1));
    expect(refusals(await check(insert(photo, 2, Buffer.concat(parts))))).toEqual([]);
  });
});

/** Tables stand between scans, each in front of the scan that uses it. */
function tablesBehindFirstScan(jpeg: Buffer): number[] {
  const found: number[] = [];
  const mark = Buffer.from([0xff, 0xc4]);
  for (let at = jpeg.indexOf(mark, jpeg.indexOf('ffda', 0, 'hex')); at >= 0; at = jpeg.indexOf(mark, at + 2))
    found.push(at);
  return found;
}

const dots = noise(500 * 500, 5);
const jpegOfScans = await jpegOf({ width: 500, height: 500, pixels: dots }, 'srgb', {
  progressive: true,
  quality: 95,
});

describe('A segment of 60 KB between two scans', () => {
  const jpeg = jpegOfScans;
  const middle = jpeg.length / 2;
  const marks = tablesBehindFirstScan(jpeg);
  const nearest = [...marks].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] as number;

  test.each([
    ['in the middle', nearest],
    ['at the end', marks.at(-1) as number],
  ])(
    '%s is part of the image',
    async (_place, at) => {
      const file = insert(jpeg, at, segment(0xfe, noise(60_000, 8)));
      expect(refusals(await check(file, { declaredType: 'image/jpeg' }))).toEqual([]);
    },
    slowly,
  );
});

const greyPage = await jpegOf(page(200, 12), 'b-w');

describe('A guest behind a page', () => {
  const fillers: [string, (bytes: number) => Buffer, number][] = [
    ['90 KB of zeros', Buffer.alloc, 90_000],
    ['300 KB of zeros', Buffer.alloc, 300_000],
    ['300 KB of one letter', (bytes) => Buffer.alloc(bytes, 'A'), 300_000],
    ['90 KB of noise', (bytes) => noise(bytes, 4), 90_000],
    ['300 KB of noise without an FF byte', unmarkedNoise, 300_000],
    ['300 KB of prose', (bytes) => prose(bytes), 300_000],
    ['90 KB of fill bytes', (bytes) => Buffer.alloc(bytes, 0xff), 90_000],
  ];

  test.each(fillers)(
    'is found behind %s and the end once more',
    async (_name, filler, bytes) => {
      const host = greyPage;
      for (const guest of [smallZip, smallPdf, elfStart]) {
        for (const ending of [2, 1000]) {
          const file = Buffer.concat([host, guest, filler(bytes), host.subarray(-ending)]);
          expect(refusals(await check(file, { declaredType: 'image/jpeg' }))).not.toEqual([]);
        }
      }
    },
    slowly,
  );

  test('is not taken for the blocks of a picture that has fewer', async () => {
    const host = await jpegOf(picture(640, 480, 255), 'b-w', { optimiseCoding: true });
    const file = Buffer.concat([host, smallZip, Buffer.alloc(600_000), host.subarray(-2)]);
    expect(refusals(await check(file, { declaredType: 'image/jpeg' }))).toContain('ending-missing');
  });
});

function unmarkedNoise(bytes: number): Buffer {
  return Buffer.from(noise(bytes, 6).map((byte) => (byte === 0xff ? 0xfe : byte)));
}

test('What no code of its tables leads to is no image data', async () => {
  const host = greyPage;
  const verdict = await check(
    Buffer.concat([host.subarray(0, -2), unmarkedNoise(70_000), host.subarray(-2)]),
  );
  expect(verdict.findings).toMatchObject([
    { code: 'ending-missing', severity: 'refuse', message: expect.stringContaining('its bits are no JPEG') },
  ]);
});

test('A page that is cut is noted as such', async () => {
  const host = await jpegOf(page(200, 12), 'srgb');
  const verdict = await check(host.subarray(0, -50_000), { declaredType: 'image/jpeg' });
  expect(refusals(verdict)).toEqual([]);
  expect(warnings(verdict)).toEqual(['truncated']);
});
