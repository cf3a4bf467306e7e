/** Builders of sound files, frame by frame, with random content. */
import { bytesOf } from './file-bytes.js';
import { noise } from '../../fixtures/filler.js';

const join = (count: number, frame: (i: number) => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, i) => frame(i)));

/** MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame. */
export const mp3Frames = (count: number): Buffer =>
  join(count, (i) => Buffer.concat([bytesOf('\xff\xfb\x90\x64'), noise(413, i)]));

/** ADTS, AAC LC, 44.1 kHz, two channels. */
export const adtsFrames = (count: number, payload = 300): Buffer =>
  join(count, (i) => {
    const length = payload + 7;
    return Buffer.concat([
      Buffer.from([
        0xff,
        0xf1,
        0x50,
        0x80 | (length >> 11),
        (length >> 3) & 0xff,
        ((length & 7) << 5) | 0x1f,
        0xfc,
      ]),
      noise(payload, i),
    ]);
  });

const syncSafe = (size: number): Buffer => Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f));

export const id3v2Tag = (content: Buffer): Buffer =>
  Buffer.concat([bytesOf('ID3\x04\0\0'), syncSafe(content.length), content]);
export const id3v1Tag = Buffer.concat([bytesOf('TAGTitle'), Buffer.alloc(120)]);

export function apeTag(content: Buffer): Buffer {
  const part = (flags: number) => {
    const bytes = Buffer.alloc(32);
    bytes.write('APETAGEX', 'latin1');
    bytes.writeUInt32LE(2000, 8);
    bytes.writeUInt32LE(content.length + 32, 12);
    bytes.writeUInt32LE(1, 16);
    bytes.writeUInt32LE(flags >>> 0, 20);
    return bytes;
  };
  return Buffer.concat([part(0xa0000000), content, part(0x80000000)]);
}

/** Bit by bit, as in the specifications. */
function crc(bytes: Buffer, width: number, polynomial: number): number {
  let sum = 0n;
  const top = 1n << BigInt(width - 1);
  for (const byte of bytes) {
    sum ^= BigInt(byte) << BigInt(width - 8);
    for (let bit = 0; bit < 8; bit++) sum = sum & top ? (sum << 1n) ^ BigInt(polynomial) : sum << 1n;
    sum &= (top << 1n) - 1n;
  }
  return Number(sum);
}

function flacFrame(number: number): Buffer {
  const header = Buffer.from([0xff, 0xf8, 0xc9, 0x18, number & 0x7f]);
  const body = Buffer.concat([header, Buffer.from([crc(header, 8, 0x07)]), noise(3_000, number)]);
  const sum = crc(body, 16, 0x8005);
  return Buffer.concat([body, Buffer.from([sum >> 8, sum & 0xff])]);
}

/** STREAMINFO, a block of comments, frames of 3,008 bytes. */
export function flacFile(frames: number, comments: Buffer = bytesOf('\0\0\0\0\0\0\0\0')): Buffer {
  const block = (kind: number, content: Buffer) =>
    Buffer.concat([
      Buffer.from([kind, content.length >> 16, (content.length >> 8) & 0xff, content.length & 0xff]),
      content,
    ]);
  const info = Buffer.alloc(34);
  info.writeUIntBE(3_008, 4, 3);
  info.writeUIntBE(3_008, 7, 3);
  return Buffer.concat([bytesOf('fLaC'), block(0, info), block(0x84, comments), join(frames, flacFrame)]);
}

/** One page of `content`; the kind is 2 for the first page of a stream and 4 for its last. */
export function oggPage(content: Buffer, number: number, kind = 0): Buffer {
  const segments = Math.floor(content.length / 255) + 1;
  const header = Buffer.alloc(27 + segments, 255);
  header.fill(0, 0, 27);
  header.write('OggS', 'latin1');
  header[5] = kind;
  header.writeUInt32LE(number, 18);
  header[26] = segments;
  header[26 + segments] = content.length % 255;
  const page = Buffer.concat([header, content]);
  page.writeUInt32LE(crc(page, 32, 0x04c11db7), 22);
  return page;
}

export const oggFile = (pages: number, comments = bytesOf('OpusTags\0\0\0\0\0\0\0\0')): Buffer =>
  Buffer.concat([
    oggPage(bytesOf('OpusHead\x01\x02\0\0\x80\xbb\0\0\0\0\0'), 0, 2),
    oggPage(comments, 1),
    join(pages, (i) => oggPage(noise(4_000, i), i + 2, i === pages - 1 ? 4 : 0)),
  ]);
