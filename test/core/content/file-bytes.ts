/** Builders of small whole files, byte by byte, and of guests in them. Files of real producers are in test/fixtures. */
import { deflateRawSync, deflateSync } from 'node:zlib';
import { noise } from '../../fixtures/filler.js';

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

const be32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

export const pngChunk = (name: string, data: Buffer): Buffer =>
  Buffer.concat([be32(data.length), bytesOf(name), data, be32(crc32(Buffer.concat([bytesOf(name), data])))]);

/** A grey PNG of `width` x `height`, with extra chunks before its pixels. */
export function pngFile({
  width = 3,
  height = 2,
  extra = [] as Buffer[],
  pixels = undefined as Buffer | undefined,
} = {}): Buffer {
  const header = Buffer.concat([be32(width), be32(height), Buffer.from([8, 0, 0, 0, 0])]);
  const rows = Buffer.alloc((width + 1) * height);
  return Buffer.concat([
    bytesOf('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', header),
    ...extra,
    pngChunk('IDAT', pixels ?? deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export interface ZipMember {
  readonly name: string;
  readonly content: Buffer;
  readonly method?: 0 | 8;
}

/** A ZIP of the members, adjacent; `prefix` is before it and not counted in the offsets. */
export function zipFile(members: readonly ZipMember[], comment: Buffer = Buffer.alloc(0)): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method = 8 } of members) {
    const packed = method === 8 ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([bytesOf('PK\x03\x04'), fields, bytesOf(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([bytesOf('PK\x01\x02\x14\0'), fields, rest, bytesOf(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...locals, central, bytesOf('PK\x05\x06'), end, comment]);
}

export const smallZip = zipFile([{ name: 'a.txt', content: bytesOf('hello '.repeat(20)) }]);
export const smallPdf = bytesOf(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n' +
    'xref\n0 3\ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n110\n%%EOF\n',
);
/** A whole ELF header, of a program for x86-64 with one segment, and noise. */
export const elfStart = Buffer.concat([
  bytesOf('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0'),
  Buffer.alloc(28),
  bytesOf('\x40\0\x38\0\x01\0\0\0\0\0\0\0'),
  noise(200),
]);
