/** Books for Kindle and speech of phones, which no free program writes without a build of its own. */
import { noiseBytes, type Recipe } from '../recipe.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** MobileRead, "PDB" and "MOBI": a list of records, the first of which describes the book. */
function mobi(version: 6 | 8, count: number, seed: number): Buffer {
  const first = Buffer.alloc(264);
  first.writeUInt16BE(2, 0);
  first.writeUInt32BE(count * 4096, 4);
  first.writeUInt16BE(count, 8);
  first.writeUInt16BE(4096, 10);
  latin('MOBI').copy(first, 16);
  first.writeUInt32BE(232, 20);
  first.writeUInt32BE(2, 24);
  first.writeUInt32BE(65_001, 28);
  first.writeUInt32BE(seed, 32);
  first.writeUInt32BE(version, 36);
  const texts = Array.from({ length: count }, (_, i) => noiseBytes(1500, seed + i));
  const closing = Buffer.from('e98e0d0a', 'hex');
  const records = [first, ...texts, closing];
  const head = Buffer.alloc(78 + records.length * 8 + 2);
  latin('A_Book').copy(head);
  latin('BOOKMOBI').copy(head, 60);
  head.writeUInt16BE(records.length, 76);
  let at = head.length;
  for (const [i, record] of records.entries()) {
    head.writeUInt32BE(at, 78 + i * 8);
    head.writeUInt32BE(i, 82 + i * 8);
    at += record.length;
  }
  return Buffer.concat([head, ...records]);
}

/** RFC 4867, 5.3: frames of mode 2 (12.65 kbit/s), whose bits are noise. */
function wideSpeech(frames: number, seed: number): Buffer {
  const bodies = Array.from({ length: frames }, (_, i) =>
    Buffer.concat([Buffer.from([0x14]), noiseBytes(32, seed + i)]),
  );
  return Buffer.concat([latin('#!AMR-WB\n'), ...bodies]);
}

export const books: Recipe[] = [
  {
    name: 'book of 2003',
    type: 'application/x-mobipocket-ebook',
    ending: 'mobi',
    make: (seed) => mobi(6, 8, seed),
  },
  {
    name: 'long book of 2003',
    type: 'application/x-mobipocket-ebook',
    ending: 'mobi',
    make: (seed) => mobi(6, 900, seed),
  },
  {
    name: 'book of 2011',
    type: 'application/vnd.amazon.mobi8-ebook',
    ending: 'azw3',
    make: (seed) => mobi(8, 8, seed),
  },
  ...[4, 60, 9000].map((frames) => ({
    name: `wide speech of ${frames} frames`,
    type: 'audio/amr-wb',
    ending: 'awb',
    make: (seed: number) => wideSpeech(frames, seed),
  })),
];
