import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixture } from '../fixtures/clean-files.js';
import { excess, levels, workOf } from './content-work.js';
import { OperationCounter } from './operations.js';

let counter: OperationCounter;
beforeAll(() => {
  counter = new OperationCounter(['/lambda/core/content/']);
});
afterAll(() => counter.close());

const length = 300_000;
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const live = fixture('video/live.webm');
const flac = fixture('audio/tone.flac');

/** Two lists of 100,000 strips, and a pointer to the directory that follows. */
function tiffDirectories(): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write('II*\0\x08\0\0\0', 'latin1');
  const fields = [
    [256, 3, 1, 16],
    [257, 3, 1, 16],
    [273, 4, 50_000, 8],
    [279, 4, 50_000, 8],
  ];
  const directoryBytes = 2 + fields.length * 12 + 4;
  for (let at = 8; at + directoryBytes <= length; at += directoryBytes) {
    bytes.writeUInt16LE(fields.length, at);
    fields.forEach(([tag = 0, type = 0, count = 0, value = 0], i) => {
      bytes.writeUInt16LE(tag, at + 2 + i * 12);
      bytes.writeUInt16LE(type, at + 4 + i * 12);
      bytes.writeUInt32LE(count, at + 6 + i * 12);
      bytes.writeUInt32LE(value, at + 10 + i * 12);
    });
    bytes.writeUInt32LE(at + directoryBytes, at + directoryBytes - 4);
  }
  return bytes;
}

test.each([
  [
    'WebM of clusters within clusters',
    Buffer.concat([
      live.subarray(0, live.indexOf(Buffer.from('1f43b675', 'hex'))),
      Buffer.alloc(length, latin('\x1f\x43\xb6\x75\xff')),
    ]),
  ],
  ['TIFF directories with long lists', tiffDirectories()],
  ['headers of FLAC frames', Buffer.concat([flac, Buffer.alloc(length, latin('\xff\xf8\xc9\x18\0\xc2'))])],
  [
    'an SVG of tags',
    Buffer.concat([
      latin('<svg xmlns="http://www.w3.org/2000/svg">'),
      Buffer.alloc(length, '<a/>'),
      latin('</svg>'),
    ]),
  ],
  [
    'a PDF of empty subsections',
    latin(
      `%PDF-1.4\n1 0 obj<<>>endobj\nxref\n${'0 0\n'.repeat(length / 4)}trailer<<>>\nstartxref\n27\n%%EOF\n`,
    ),
  ],
])('the work on %s grows with what is read, and no faster', async (name, bytes) => {
  for (const level of levels) expect(excess(await workOf({ name, bytes }, level, counter))).toBeUndefined();
});
