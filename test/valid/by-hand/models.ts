/** Drawings and scenes that no free program writes, and those whose text is as quickly written. */
import { noiseBytes, type Recipe } from '../recipe.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Open Design Specification for .dwg files, 3.2: sections by their places, and a mark. */
function oldDwg(version: string, seed: number): Buffer {
  const content = noiseBytes(8_000, seed);
  const sections = 6;
  const head = Buffer.alloc(0x19 + sections * 9 + 2);
  latin(version).copy(head);
  head.writeUInt8(1, 0x0c);
  head.writeUInt16LE(30, 0x13);
  head.writeUInt32LE(sections, 0x15);
  for (let i = 0; i < sections; i++) {
    const at = 0x19 + i * 9;
    head.writeUInt8(i, at);
    head.writeUInt32LE(head.length + 16 + i * 1000, at + 1);
    head.writeUInt32LE(1000, at + 5);
  }
  const mark = Buffer.from('95a04e2899821ae55e41e05f9d3a4d00', 'hex');
  return Buffer.concat([head, mark, content]);
}

/** The same, 4.1: a header that is combined with the numbers of a generator. */
function newDwg(version: string, seed: number): Buffer {
  const head = Buffer.alloc(0x80);
  latin(version).copy(head);
  head.writeUInt16LE(30, 0x13);
  head.writeUInt32LE(0x80, 0x28);
  const fields = Buffer.alloc(0x6c);
  latin('AcFssFcAJMB\0').copy(fields);
  fields.writeUInt32LE(0x6c, 0x10);
  let state = 1;
  for (let i = 0; i < fields.length; i++) {
    state = (Math.imul(state, 0x343fd) + 0x269ec3) | 0;
    fields[i] = (fields[i] ?? 0) ^ ((state >> 16) & 0xff);
  }
  return Buffer.concat([head, fields, noiseBytes(20_000, seed)]);
}

/** The same, 14: a preview behind its mark; of R2007 nothing else is in the clear. */
function dwgWithPreview(version: string, seed: number): Buffer {
  const head = Buffer.alloc(0x480);
  latin(version).copy(head);
  head.writeUInt32LE(head.length, 0x0d);
  head.writeUInt16LE(30, 0x13);
  const mark = Buffer.from('1f256d07d43628289d57ca3f9d44102b', 'hex');
  return Buffer.concat([head, mark, noiseBytes(4_000, seed)]);
}

/** One record without properties (Blender, "FBX binary file format specification"), the empty one, and the footer. */
function fbx(version: number): Buffer {
  const isLong = version >= 7500;
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(isLong ? 8 : 4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const name = latin('\x12FBXHeaderExtension');
  const header = Buffer.concat([latin('Kaydara FBX Binary  \0\x1a\0'), Buffer.alloc(4)]);
  header.writeUInt32LE(version, 23);
  const end = header.length + number(0).length * 3 + name.length;
  const record = Buffer.concat([number(end), number(0), number(0), name]);
  const empty = Buffer.alloc(isLong ? 25 : 13);
  const footer = Buffer.from('fabcab09d0c8d466b176fb8319f72670', 'hex');
  const closing = Buffer.from('f85a8c6adef5d97eece90ce3758f290b', 'hex');
  const stated = Buffer.alloc(4);
  stated.writeUInt32LE(version);
  return Buffer.concat([header, record, empty, footer, Buffer.alloc(4), stated, Buffer.alloc(120), closing]);
}

/** Point Cloud Library, "The PCD file format". */
function pcd(count: number, isBinary: boolean, seed: number): Buffer {
  const numbers = noiseBytes(count * 12, seed);
  const lines = Array.from({ length: count }, (_, i) =>
    [0, 4, 8].map((at) => numbers.readInt32LE(i * 12 + at) / 1e6).join(' '),
  );
  const header = `# .PCD v0.7 - Point Cloud Data file format\nVERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH ${count}\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS ${count}\nDATA ${isBinary ? 'binary' : 'ascii'}\n`;
  return Buffer.concat([latin(header), isBinary ? numbers : latin(`${lines.join('\n')}\n`)]);
}

/** FITS Standard 4.0, 3.3 and 4.4: cards, padded with blanks to 2,880 bytes, and numbers, padded with zeros. */
function fits(axes: readonly number[], seed: number): Buffer {
  const card = (name: string, value: string) => `${name.padEnd(8)}= ${value.padStart(20)}`.padEnd(80);
  const cards = [
    card('SIMPLE', 'T'),
    card('BITPIX', '16'),
    card('NAXIS', String(axes.length)),
    ...axes.map((length, i) => card(`NAXIS${i + 1}`, String(length))),
    'END'.padEnd(80),
  ].join('');
  const padded = (length: number) => Math.ceil(length / 2880) * 2880;
  const bytes = axes.length === 0 ? 0 : axes.reduce((all, length) => all * length, 2);
  const data = Buffer.concat([noiseBytes(bytes, seed), Buffer.alloc(padded(bytes) - bytes)]);
  return Buffer.concat([latin(cards.padEnd(padded(cards.length))), data]);
}

const dwg = { type: 'image/vnd.dwg', ending: 'dwg', declared: ['image/vnd.dwg', 'application/acad'] };

export const models: Recipe[] = [
  ...['AC1012', 'AC1014', 'AC1015'].map((version) => ({
    ...dwg,
    name: `drawing ${version}`,
    make: (seed: number) => oldDwg(version, seed),
  })),
  ...['AC1018', 'AC1024', 'AC1027', 'AC1032'].map((version) => ({
    ...dwg,
    name: `drawing ${version}`,
    make: (seed: number) => newDwg(version, seed),
  })),
  { ...dwg, name: 'drawing AC1021', make: (seed) => dwgWithPreview('AC1021', seed) },
  ...[7400, 7700].map((version) => ({
    name: `scene ${version}`,
    type: 'application/vnd.autodesk.fbx',
    ending: 'fbx',
    make: () => fbx(version),
  })),
  ...[true, false].map((isBinary) => ({
    name: `cloud of points, ${isBinary ? 'binary' : 'text'}`,
    type: 'application/vnd.pcl.pcd',
    ending: 'pcd',
    make: (seed: number) => pcd(500, isBinary, seed),
  })),
  ...[[], [30, 20], [300, 200]].map((axes) => ({
    name: `sky of ${axes.join(' x ') || 'nothing'}`,
    type: 'image/fits',
    ending: 'fits',
    make: (seed: number) => fits(axes, seed),
  })),
];
