import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { prose } from '../../archive-bytes.js';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, elfStart, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

const small = gzipSync(prose(2_000));
/** A few hundred KB in blocks of some 20 KB. */
const long = gzipSync(prose(900_000));
/** What can't be compressed is stored. */
const stored = gzipSync(noise(200_000));
/** One block of 200 KB, longer than the tail: fixed codes never show where a block begins. */
const oneBlock = gzipSync(prose(500_000), { strategy: constants.Z_FIXED });

const named = (field: Buffer, flags: number): Buffer =>
  Buffer.concat([bytesOf('\x1f\x8b\x08'), Buffer.from([flags, 0, 0, 0, 0, 0, 3]), field, small.subarray(10)]);

describe('gzip', () => {
  test.each([
    ['small', small],
    ['long', long],
    ['stored', stored],
    ['of one long block', oneBlock],
    ['of 90 KB, which is read whole', gzipSync(noise(90_000))],
    ['of two members', Buffer.concat([small, small])],
    ['of two members, the first one long', Buffer.concat([long, small])],
    ['with a file name', named(bytesOf('letter.txt\0'), 8)],
    ['of nothing', gzipSync(Buffer.alloc(0))],
  ])('%s is accepted', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'application/x-gzip' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'application/gzip', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(3);
  });

  test.each([
    ...guestsBehind(small),
    ...guestsBehind(long).map(([name, bytes]): [string, Buffer] => [`${name}, behind a long file`, bytes]),
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('an archive in the extra field of the header is refused', async () => {
    const length = Buffer.from([smallZip.length & 0xff, smallZip.length >> 8]);
    expect(refusals(await check(named(Buffer.concat([length, smallZip]), 4)))).toContain('guest-inside');
  });

  test('a file that is cut off is noted when it is small', async () => {
    expect(warnings(await check(small.subarray(0, -30)))).toEqual(['truncated']);
  });

  test('a header before other bytes is no gzip file', async () => {
    expect(
      refusals(await check(Buffer.concat([small.subarray(0, 10), bytesOf('\xff'), noise(500)]))),
    ).toContain('format-unproven');
    expect(
      refusals(await check(Buffer.concat([small.subarray(0, 10), elfStart, noise(150_000)]))),
    ).not.toEqual([]);
  });

  test('what unpacks to two hundred times its size and more than 50 MB is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000));
    expect(refusals(await check(bomb))).toContain('archive-expansion');
  });

  test('members that unpack to very much together are not all unpacked', async () => {
    const run = gzipSync(Buffer.alloc(3_000_000));
    const all = Buffer.concat(Array.from({ length: 16 }, () => run));
    expect(await check(all)).toMatchObject({ verdict: 'accept', findings: [] });
  });

  test('a file of long runs is accepted', async () => {
    const runs = gzipSync(Buffer.alloc(20_000_000, 'ab'));
    expect(await check(runs)).toMatchObject({ verdict: 'accept' });
  });

  test('three letters that gzip would begin with need more', async () => {
    expect(
      (await check(Buffer.concat([bytesOf('\x1f\x8b\x08\xff'), deflateRawSync(noise(9))]))).detectedType,
    ).toBe('application/octet-stream');
  });
});
