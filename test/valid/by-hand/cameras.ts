/** Raw photos that no free program writes, as ExifTool and LibRaw describe them. */
import sharp from 'sharp';
import { noiseBytes, type Recipe } from '../recipe.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

const preview = (): Promise<Buffer> =>
  sharp({ create: { width: 160, height: 120, channels: 3, background: '#446688' } })
    .jpeg()
    .toBuffer();

/** ExifTool, `FujiFilm.pm`: names, a directory of three parts, a preview, records, and what the sensor measured. */
async function raf(seed: number): Promise<Buffer> {
  const jpeg = await preview();
  const head = Buffer.alloc(160);
  latin('FUJIFILMCCD-RAW 0201FF159501X-T2').copy(head);
  latin('0100').copy(head, 60);
  // One record: the size of the sensor.
  const records = Buffer.from([0, 0, 0, 1, 1, 0, 0, 4, 0, 120, 0, 160]);
  const sensor = noiseBytes(160 * 120 * 2, seed);
  const parts = [jpeg, records, sensor];
  let at = head.length;
  for (const [i, part] of parts.entries()) {
    head.writeUInt32BE(at, 84 + i * 8);
    head.writeUInt32BE(part.length, 88 + i * 8);
    at += part.length;
  }
  return Buffer.concat([head, ...parts]);
}

type Field = readonly [tag: number, type: 2 | 3 | 4 | 7, values: readonly number[] | Buffer];
const fieldBytes = { 2: 1, 3: 2, 4: 4, 7: 1 } as const;

/** One directory of TIFF (TIFF 6.0, section 2), and behind it the values that don't fit into it, and `data`. */
function tiffLike(
  mark: string,
  directoryAt: number,
  fields: (dataAt: number) => Field[],
  data: Buffer,
): Buffer {
  const build = (dataAt: number): Buffer => {
    const list = fields(dataAt);
    const directory = Buffer.alloc(2 + list.length * 12 + 4);
    directory.writeUInt16LE(list.length, 0);
    const behind: Buffer[] = [];
    let next = directoryAt + directory.length;
    for (const [i, [tag, type, values]] of list.entries()) {
      const at = 2 + i * 12;
      const each = fieldBytes[type];
      const bytes = Buffer.isBuffer(values) ? values : Buffer.alloc(values.length * each);
      if (!Buffer.isBuffer(values)) values.forEach((value, n) => bytes.writeUIntLE(value, n * each, each));
      directory.writeUInt16LE(tag, at);
      directory.writeUInt16LE(type, at + 2);
      directory.writeUInt32LE(bytes.length / each, at + 4);
      if (bytes.length <= 4) bytes.copy(directory, at + 8);
      else {
        directory.writeUInt32LE(next, at + 8);
        behind.push(bytes);
        next += bytes.length;
      }
    }
    const head = Buffer.alloc(directoryAt);
    latin(mark).copy(head);
    head.writeUInt32LE(directoryAt, 4);
    return Buffer.concat([head, directory, ...behind]);
  };
  return Buffer.concat([build(build(0).length), data]);
}

/** Olympus: TIFF with a mark of its own. */
function orf(seed: number): Buffer {
  const data = noiseBytes(160 * 120 * 2, seed);
  const fields = (dataAt: number): Field[] => [
    [256, 4, [160]],
    [257, 4, [120]],
    [258, 3, [16]],
    [259, 3, [1]],
    [262, 3, [1]],
    [271, 2, latin('OLYMPUS CORPORATION\0')],
    [272, 2, latin('E-M1\0')],
    [273, 4, [dataAt]],
    [277, 3, [1]],
    [278, 4, [120]],
    [279, 4, [data.length]],
  ];
  return tiffLike('IIRO', 8, fields, data);
}

/** Panasonic: the size of the sensor and the place of its data in fields of its own. */
async function rw2(seed: number): Promise<Buffer> {
  const jpeg = await preview();
  const fields = (dataAt: number): Field[] => [
    [1, 7, latin('0310')],
    [2, 3, [160]],
    [3, 3, [120]],
    [0x2e, 7, jpeg],
    [271, 2, latin('Panasonic\0')],
    [272, 2, latin('DC-GH5\0')],
    [273, 4, [0xffffffff]],
    [0x118, 4, [dataAt]],
  ];
  return tiffLike('IIU\0', 24, fields, noiseBytes(160 * 120 * 2, seed));
}

/** Canon's first: a TIFF with a mark behind its header, and a preview as a JPEG. */
async function cr2(): Promise<Buffer> {
  const jpeg = await preview();
  const fields = (dataAt: number): Field[] => [
    [256, 4, [160]],
    [257, 4, [120]],
    [258, 3, [8, 8, 8]],
    [259, 3, [6]],
    [271, 2, latin('Canon\0')],
    [272, 2, latin('Canon EOS 5D\0')],
    [273, 4, [dataAt]],
    [279, 4, [jpeg.length]],
  ];
  const bytes = tiffLike('II*\0', 16, fields, jpeg);
  latin('CR\x02\0').copy(bytes, 8);
  return bytes;
}

const box = (name: string, ...content: Buffer[]): Buffer => {
  const bytes = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes.length + 8);
  latin(name).copy(head, 4);
  return Buffer.concat([head, bytes]);
};
const be = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value, i * 4));
  return bytes;
};

/** Canon's third (lclevy, "Canon CR3"): ISO base media with the brand `crx ` and a track of coded pixels. */
function cr3(seed: number): Buffer {
  const data = noiseBytes(60_000, seed);
  const entry = Buffer.alloc(82);
  entry.writeUInt16BE(160, 24);
  entry.writeUInt16BE(120, 26);
  const build = (dataAt: number): Buffer => {
    const tables = box(
      'stbl',
      box('stsd', be(0, 1), box('CRAW', entry)),
      box('stts', be(0, 1, 1, 1)),
      box('stsc', be(0, 1, 1, 1, 1)),
      box('stsz', be(0, data.length, 1)),
      box('co64', be(0, 1, 0, dataAt)),
    );
    const handler = box('hdlr', be(0, 0), latin('vide'), Buffer.alloc(13));
    const media = box('mdia', box('mdhd', Buffer.alloc(24)), handler, box('minf', tables));
    const track = box('trak', box('tkhd', Buffer.alloc(84)), media);
    const canon = latin('\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48');
    const movie = box(
      'moov',
      box('uuid', canon, box('CNCV', latin('CanonCR3_001/00.09.00/00.00.00'))),
      track,
    );
    return Buffer.concat([box('ftyp', latin('crx '), be(1), latin('crx isom')), movie]);
  };
  return Buffer.concat([build(build(0).length + 8), box('mdat', data)]);
}

export const cameras: Recipe[] = [
  { name: 'raw photo of Fujifilm', type: 'image/x-fuji-raf', ending: 'raf', make: raf },
  { name: 'raw photo of Olympus', type: 'image/x-olympus-orf', ending: 'orf', make: orf },
  { name: 'raw photo of Panasonic', type: 'image/x-panasonic-rw2', ending: 'rw2', make: rw2 },
  { name: 'raw photo of Canon, CR2', type: 'image/x-canon-cr2', ending: 'cr2', make: cr2 },
  { name: 'raw photo of Canon, CR3', type: 'image/x-canon-cr3', ending: 'cr3', make: cr3 },
];
