import { describe, expect, test } from '@jest/globals';
import {
  bzip2File,
  cabFile,
  encryptedRar5,
  rar4File,
  rar4Member,
  rar5File,
  sevenZipFile,
  sevenZipOf,
  xzFile,
} from '../../archive-bytes.js';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

const rar4Start = rar4File.subarray(0, 20);
const rar4End = rar4File.subarray(-7);
/** Twenty members, more than are walked; the last ones lie in the tail. */
const longRar4 = Buffer.concat([
  rar4Start,
  ...Array.from({ length: 20 }, (_, i) => rar4Member(noise(9_000, i))),
  rar4End,
]);
const longBzip2 = Buffer.concat([bzip2File.subarray(0, -12), noise(200_000), bzip2File.subarray(-12)]);

const whole: [string, Buffer, string][] = [
  ['7z', sevenZipFile, 'application/x-7z-compressed'],
  ['long 7z', sevenZipOf(noise(200_000)), 'application/x-7z-compressed'],
  ['RAR 5', rar5File, 'application/x-rar-compressed'],
  ['RAR 4', rar4File, 'application/vnd.rar'],
  ['RAR 4 of many members', longRar4, 'application/vnd.rar'],
  ['bzip2', bzip2File, 'application/x-bzip2'],
  ['two streams of bzip2', Buffer.concat([bzip2File, bzip2File]), 'application/x-bzip2'],
  ['long bzip2', longBzip2, 'application/x-bzip2'],
  ['xz', xzFile, 'application/x-xz'],
  ['padded xz', Buffer.concat([xzFile, Buffer.alloc(8)]), 'application/x-xz'],
  ['cabinet', cabFile, 'application/vnd.ms-cab-compressed'],
];

describe.each(whole)('%s', (_name, bytes, declaredType) => {
  test('is accepted', async () => {
    const verdict = await check(bytes, { declaredType });
    expect(verdict).toMatchObject({ verdict: 'accept', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(14);
  });

  test.each(guestsBehind(bytes))('with %s behind it is refused', async (_case, hosted) => {
    expect(refusals(await check(hosted, { declaredType }))).not.toEqual([]);
  });

  test('is not what another type says', async () => {
    expect(refusals(await check(bytes, { declaredType: 'image/png' }))).toContain('type-mismatch');
  });
});

test.each([
  ['RAR 5', rar5File, 20],
  ['RAR 4', rar4File, 20],
  ['bzip2', bzip2File, 10],
  ['xz', xzFile, 20],
  ['cabinet', cabFile, 20],
])('a small %s that was cut off is noted as such', async (_name, bytes, cut) => {
  const verdict = await check(bytes.subarray(0, -cut));
  expect(verdict.verdict).toBe('accept');
  expect(warnings(verdict)).toContain('truncated');
});

test('a 7z without its directory, which stands at the end, is none', async () => {
  expect(refusals(await check(sevenZipFile.subarray(0, -20)))).toContain('format-unproven');
});

test('members that are stored as they are, archives among them, are content', async () => {
  const member = rar4Member(Buffer.concat([noise(100), smallZip, noise(100)]));
  expect(await check(Buffer.concat([rar4Start, member, rar4End]))).toMatchObject({ findings: [] });
});

test('a 7z whose headers were changed is refused', async () => {
  const start = Buffer.from(sevenZipFile);
  start[12] = 0x15;
  expect(refusals(await check(start))).toContain('structure-broken');
  const directory = Buffer.from(sevenZipFile);
  directory[60] = 0xff;
  expect(refusals(await check(directory))).toContain('structure-broken');
});

test('an end block behind padding does not vouch for a long RAR', async () => {
  const hidden = Buffer.concat([longRar4.subarray(0, -7), rar5File, Buffer.alloc(80_000), rar4End]);
  expect(refusals(await check(hidden))).not.toEqual([]);
});

describe('a RAR whose headers are encrypted', () => {
  const long = encryptedRar5(200_000);

  test.each([
    ['short', encryptedRar5(3_000)],
    ['long', long],
  ])('is accepted with a note (%s)', async (_length, bytes) => {
    const verdict = await check(bytes, { declaredType: 'application/vnd.rar' });
    expect(verdict.verdict).toBe('accept');
    expect(warnings(verdict)).toEqual(['protected']);
  });

  test.each(guestsBehind(long))('with %s behind it is refused', async (_case, hosted) => {
    expect(refusals(await check(hosted))).not.toEqual([]);
  });
});

test('a cabinet that states impossible sizes is refused', async () => {
  const lying = Buffer.from(cabFile);
  lying.writeUInt32LE(10, 8);
  expect(refusals(await check(lying))).toContain('structure-broken');
});

test("letters that bzip2's header would begin with are text", async () => {
  expect(await check(bytesOf('BZh9 is how a bzip2 file begins'))).toMatchObject({
    detectedType: 'text/plain',
  });
});
