import { describe, expect, test } from '@jest/globals';
import { noise } from '../../../../fixtures/filler.js';
import { kindOfRun } from '../../../../../lambda/core/content/families/image/jpeg-blocks.js';
import { scanCodes, type ScanCodes } from '../../../../../lambda/core/content/families/image/jpeg-huffman.js';
import { walkSegments } from '../../../../../lambda/core/content/families/image/jpeg-segments.js';
import { FileView } from '../../../../../lambda/core/content/reading/file-view.js';
import { bytesReader } from '../../../../../lambda/core/content/index.js';
import { gradient, jpegOf, page, stamp, type Colours } from './jpeg-bytes.js';

interface Coded {
  readonly data: Buffer;
  readonly codes: ScanCodes;
}

async function coded(jpeg: Buffer): Promise<Coded> {
  const file = await FileView.open(bytesReader(jpeg), 64 * 1024, { ranges: 24, bytes: 4 * 1024 * 1024 });
  const { at, coding } = await walkSegments(file);
  const codes = scanCodes(coding);
  if (!codes) throw new Error('no codes');
  return { data: jpeg.subarray(at + 2 + jpeg.readUInt16BE(at + 2)), codes };
}

/** The stretches without FF that are long enough to be judged. */
function runs(data: Buffer, least = 4096): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < data.length;) {
    const next = data.indexOf(0xff, at);
    const end = next < 0 ? data.length : next;
    if (end - at >= least) found.push(data.subarray(at, end));
    at = end + 1;
  }
  return found;
}

const pictures = [page(200, 12), gradient(1500, 1000), stamp(2000, 2000)];
const all: Colours[] = ['b-w', 'srgb', 'cmyk'];
const encoded = await Promise.all(
  all.flatMap((colours) =>
    [true, false].map(async (optimiseCoding) => ({
      name: `${colours}, ${optimiseCoding ? 'tables of its own' : 'tables of annex K'}`,
      images: await Promise.all(
        pictures.map(async (made) => coded(await jpegOf(made, colours, { optimiseCoding, quality: 60 }))),
      ),
    })),
  ),
);

describe.each(encoded)('Image data in $name', ({ images }) => {
  test('is possible wherever it is entered', () => {
    let judged = 0;
    for (const { data, codes } of images) {
      for (const run of runs(data).slice(0, 4)) {
        for (const from of [0, 1, 2, 3, 5, 17]) {
          if (run.length - from < 4096) continue;
          judged++;
          expect(kindOfRun(run.subarray(from), codes)).not.toBe('impossible');
        }
      }
    }
    expect(judged).toBeGreaterThanOrEqual(10);
  }, 60_000);

  test('is not what noise is', () => {
    const unmarked = Buffer.from(noise(20_000, 2).map((byte) => byte % 255));
    for (const { codes } of images) expect(kindOfRun(unmarked, codes)).toBe('impossible');
  });
});

const grey = await coded(await jpegOf(page(200, 0), 'b-w'));

test('Zeros are not taken for a blank page where other bits are its code', () => {
  expect(kindOfRun(Buffer.alloc(20_000), grey.codes)).toBe('dense');
});

test('A blank page is sparse, and has no more blocks than its size', () => {
  const [run] = runs(grey.data);
  expect(kindOfRun(run as Buffer, grey.codes)).toBe('sparse');
  // Whether the work suffices for a proof depends on the codes; on less, more of the file is read.
  expect(kindOfRun(run as Buffer, { ...grey.codes, totalBlocks: 100 })).not.toBe('sparse');
});

test('Bytes with marks, and data of unknown codes, are not judged', () => {
  expect(kindOfRun(Buffer.alloc(20_000, 0xff), grey.codes)).toBe('unknown');
  expect(kindOfRun(Buffer.alloc(20_000), undefined)).toBe('unknown');
});
