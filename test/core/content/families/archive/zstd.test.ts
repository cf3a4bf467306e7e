import { describe, expect, test } from '@jest/globals';
import { zstdFile } from '../../archive-bytes.js';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallPdf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

const block = (content: Buffer, isLast: boolean): Buffer => {
  const header = Buffer.alloc(4);
  header.writeUInt32LE((content.length << 3) | (isLast ? 1 : 0));
  return Buffer.concat([header.subarray(0, 3), content]);
};
/** A frame of raw blocks, as zstd writes them for what can't be compressed. */
const frame = (...contents: Buffer[]): Buffer =>
  Buffer.concat([
    bytesOf('\x28\xb5\x2f\xfd\0\x58'),
    ...contents.map((content, i) => block(content, i === contents.length - 1)),
  ]);
const long = frame(...Array.from({ length: 20 }, (_, i) => noise(30_000, i)));
const skippable = (content: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header.write('\x50\x2a\x4d\x18', 'latin1');
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content]);
};

describe('Zstandard', () => {
  test.each([
    ['small', zstdFile],
    ['of more blocks than are read', long],
    ['of two frames', Buffer.concat([zstdFile, zstdFile])],
    ['with a skippable frame', Buffer.concat([zstdFile, skippable(noise(40))])],
    ['with stored content that is an archive', frame(smallZip, noise(100))],
  ])('%s is accepted', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'application/x-zstd' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'application/zstd', findings: [] });
  });

  test.each([
    ...guestsBehind(zstdFile),
    ...guestsBehind(long).map(([name, bytes]): [string, Buffer] => [`${name}, behind a long file`, bytes]),
    ['a document in a skippable frame', Buffer.concat([zstdFile, skippable(smallPdf)])],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('a file that is cut off is noted', async () => {
    expect(warnings(await check(zstdFile.subarray(0, -8)))).toEqual(['truncated']);
  });
});
