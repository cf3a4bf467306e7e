/** Small archives of real producers (the Debian tools named beside them, and RAR), and builders of long ones. */
import { crc32 } from '../../../lambda/core/content/reading/crc32.js';
import { bytesOf } from './file-bytes.js';
import { noise } from '../../fixtures/filler.js';

const base64 = (text: string): Buffer => Buffer.from(text, 'base64');

/** `xz -c` */
export const xzFile = base64(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AAXAAxdADQZSe6N6VYKwSGwAABsFO0bO2i7kQABKBjXg7duH7bzfQEAAAAABFla',
);
/** `bzip2 -c` */
export const bzip2File = base64('QlpoOTFBWSZTWW9PEPMAAAXRAAAQQAACRKAAMMACqDRxDa2HDxdyRThQkG9PEPM=');
/** `zstd -c`, with a checksum. */
export const zstdFile = base64('KLUv/SQYbQAAOGhlbGxvIAoBAJlLEah8Lqg=');
/** `7z a` */
export const sevenZipFile = base64(
  'N3q8ryccAAQeowT4FAAAAAAAAABKAAAAAAAAAP+qCxHgABcADF0ANBlJ7o3pVgrBIbAAAAEEBgABCRQABwsBAAEhIQEADBgACAoBAIhZCwAA' +
    'BQEZDAAAAAAAAAAAAAAAABEFAGgAAAAUCgEA4S3YjTh63QEVBgEAIICkgQAA',
);
/** `gcab -c` */
export const cabFile = base64(
  'TVNDRgAAAABeAAAAAAAAACwAAAAAAAAAAwEBAAEAAAAAAAAAPgAAAAEAAAAYAAAAAAAAAAAAdl1UIiAAaAAYABgqGAAYAGhlbGxvIGhlbGxv' +
    'IGhlbGxvIGhlbGxvCg==',
);
/** One stored member, format of RAR 5. */
export const rar5File = base64(
  'UmFyIRoHAQDFGjMyAwEAAEMZFwMYAgIlBCWkA8HVz24AAQpsZXR0ZXIudHh0RGVhciByZWFkZXIsCnRoaXMgaXMgdGhlIGZpcnN0IHBhZ2Uu' +
    'ChmyOjUDBQAA',
);
/** One stored member, format of RAR 4. */
export const rar4File = base64(
  'UmFyIRoHAM+QcwAADQAAAAAAAACd6XQAgCoAJQAAACUAAAADwdXPbgAAIVwUMAoApIEAAGxldHRlci50eHREZWFyIHJlYWRlciwKdGhpcyBp' +
    'cyB0aGUgZmlyc3QgcGFnZS4KxD17AEAHAA==',
);

/** RAR 5 with encrypted headers: the block for that, and noise after it. */
export function encryptedRar5(length: number): Buffer {
  // Size, type 4, flags, version, encryption flags, count of the key's rounds; the salt.
  const header = Buffer.concat([Buffer.from([21, 4, 0, 0, 0, 15]), noise(16, 4)]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(header));
  return Buffer.concat([rar5File.subarray(0, 8), sum, header, noise(length, 5)]);
}

/** A 7z whose packed stream is `content`, with the directory of `sevenZipFile`. */
export function sevenZipOf(content: Buffer): Buffer {
  const directory = sevenZipFile.subarray(-0x4a);
  const start = Buffer.from(sevenZipFile.subarray(0, 32));
  start.writeBigUInt64LE(BigInt(content.length), 12);
  start.writeUInt32LE(crc32(start.subarray(12, 32)), 8);
  return Buffer.concat([start, content, directory]);
}

/** A stored member of RAR 4, of any length. */
export function rar4Member(content: Buffer): Buffer {
  const header = Buffer.alloc(32 + 5);
  header[2] = 0x74;
  header.writeUInt16LE(0x8000, 3);
  header.writeUInt16LE(header.length, 5);
  header.writeUInt32LE(content.length, 7);
  header.writeUInt32LE(content.length, 11);
  header.writeUInt16LE(5, 26);
  header.write('a.bin', 32, 'latin1');
  header.writeUInt16LE(crc32(header.subarray(2)) & 0xffff, 0);
  return Buffer.concat([header, content]);
}

/** A member of a tar, with its content padded to whole blocks. */
export function tarMember(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 'latin1');
  header.write('0000644\0' + '0000000\0' + '0000000\0', 100, 'latin1');
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('00000000000\0        0', 136, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([header, content, Buffer.alloc(-content.length & 511)]);
}

/** A tar padded to a whole record, as GNU tar does. */
export function tarFile(...members: Buffer[]): Buffer {
  const length = members.reduce((total, member) => total + member.length, 0);
  const record = 10_240;
  return Buffer.concat([...members, Buffer.alloc(Math.ceil((length + 1024) / record) * record - length)]);
}

/** Words in random order, so that they compress badly. */
export function prose(length: number): Buffer {
  const words = 'the quick brown fox jumps over a lazy dog while seven wizards make toxic brew'.split(' ');
  const out: string[] = [];
  let bytes = 0;
  for (let state = 1; bytes < length;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const word = `${words[(state >>> 16) % words.length] ?? ''}${(state >>> 24) & 15}`;
    out.push(word);
    bytes += word.length + 1;
  }
  return bytesOf(out.join(' '));
}
