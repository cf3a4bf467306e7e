import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { bzip2File, tarFile, tarMember, xzFile } from './archive-bytes.js';
import { check } from './check.js';
import { bytesOf, pngChunk, pngFile, smallZip } from './file-bytes.js';
import { noise } from '../../fixtures/filler.js';
import { oggPage } from './sound-bytes.js';

/** Members, chunks and blocks of uneven lengths, more than a check may parse. */
const many = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const members = many(30, (i) => tarMember(`${i}.bin`, noise(90_000, i)));
const chunks = many(40, (i) => pngChunk('IDAT', noise(8_192 + i * 7, i)));

/** RFC 8878, 3.1.1.2: a block that is stored (0), or one byte many times (1). */
function zstdBlock(kind: 0 | 1, length: number, content: Buffer, isLast = false): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32LE((length << 3) | (kind << 1) | (isLast ? 1 : 0));
  return Buffer.concat([header.subarray(0, 3), content]);
}

const zstdFrame = (...blocks: Buffer[]): Buffer =>
  Buffer.concat([
    bytesOf('\x28\xb5\x2f\xfd\0\x58'),
    ...many(40, (i) => zstdBlock(0, 30_000, noise(30_000, i))),
    ...blocks,
  ]);

/** After many small updates: a table of thousands of subsections, longer than the tail, before the trailer. */
function pdfOfManySubsections(): Buffer {
  const body = `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n${'% filler\n'.repeat(9_000)}`;
  const subsections = many(4_000, (i) => `${i * 2} 1\n0000000009 00000 n \n`);
  return bytesOf(
    `${body}xref\n${subsections.join('')}trailer<</Root 1 0 R/Size 8000>>\nstartxref\n${body.length}\n%%EOF\n`,
  );
}

const oggPages = Buffer.concat([
  oggPage(bytesOf('OpusHead\x01\x02\0\0\x80\xbb\0\0\0\0\0'), 0, 2),
  oggPage(bytesOf('OpusTags\0\0\0\0\0\0\0\0'), 1),
  ...many(6, (i) => oggPage(noise(60_000, i), i + 2, i === 5 ? 4 : 0)),
]);

const valid: [string, Buffer, string][] = [
  [
    'gzip that ends in deflated zeros',
    gzipSync(Buffer.concat([noise(200_000), Buffer.alloc(40_000_000)])),
    'application/gzip',
  ],
  [
    'bzip2 with a run in its last block',
    Buffer.concat([bzip2File.subarray(0, -12), noise(90_000), Buffer.alloc(50_000), bzip2File.subarray(-12)]),
    'application/x-bzip2',
  ],
  ['xz behind 100 KB of its padding', Buffer.concat([xzFile, Buffer.alloc(100_000)]), 'application/x-xz'],
  [
    'tar whose last member is zeros',
    tarFile(...members, tarMember('zeros.img', Buffer.alloc(300_000))),
    'application/x-tar',
  ],
  [
    'tar with a tar and a ZIP at its end',
    tarFile(
      ...members,
      tarMember(
        'inner.tar',
        tarFile(tarMember('a.bin', noise(100_000)), tarMember('a.txt', bytesOf('hello'))),
      ),
      tarMember('b.zip', smallZip),
    ),
    'application/x-tar',
  ],
  [
    'Zstandard with a long last block',
    zstdFrame(zstdBlock(0, 120_000, noise(120_000), true)),
    'application/zstd',
  ],
  [
    'Zstandard that ends in a run',
    zstdFrame(zstdBlock(1, 90_000, Buffer.alloc(1), true)),
    'application/zstd',
  ],
  ['PNG with a last chunk of 200 KB', pngFile({ extra: chunks, pixels: noise(200_000) }), 'image/png'],
  ['PNG with a last chunk of 1.5 MB', pngFile({ extra: chunks, pixels: noise(1_500_000) }), 'image/png'],
  ['PDF with a table of many subsections', pdfOfManySubsections(), 'application/pdf'],
  ['Ogg with pages of 60 KB', oggPages, 'audio/ogg'],
];

describe.each(['standard', 'strict'] as const)('At %s', (level) => {
  test.each(valid)('%s is accepted', async (_name, bytes, declaredType) => {
    const { findings } = await check(bytes, { level, declaredType, alsoAllowedTypes: [declaredType] });
    expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
  });
});
