import { describe, expect, test } from '@jest/globals';
import { tarFile, tarMember } from '../../archive-bytes.js';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, elfStart, smallPdf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

const small = tarFile(tarMember('a.txt', bytesOf('hello')), tarMember('b.odt', smallZip));
const many = tarFile(...Array.from({ length: 60 }, (_, i) => tarMember(`${i}.bin`, noise(5_000, i))));
const longMembers = tarFile(...Array.from({ length: 30 }, (_, i) => tarMember(`${i}.bin`, noise(90_000, i))));

describe('tar', () => {
  test.each([
    ['small', small, 1],
    ['of many members', many, 10],
    ['of many long members', longMembers, 20],
    ['without its ending', small.subarray(0, 2048), 1],
    ['of a program', tarFile(tarMember('usr/bin/tool', elfStart)), 1],
  ])('%s is accepted', async (_name, bytes, ranges) => {
    const verdict = await check(bytes, { declaredType: 'application/x-tar' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'application/x-tar', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(ranges);
  });

  test.each([
    ...guestsBehind(small, Buffer.alloc(10_240)),
    ...guestsBehind(many, Buffer.alloc(10_240)).map(([name, bytes]): [string, Buffer] => [
      `${name}, behind many`,
      bytes,
    ]),
    ['an archive as a member without a name', tarFile(tarMember('x', smallZip))],
    ['a document as a member without a name', tarFile(tarMember('x', smallPdf))],
    ['a document in the header', tarFile(tarMember(smallPdf.subarray(0, 90).toString('latin1'), noise(9)))],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('an archive that is cut off is noted', async () => {
    expect(warnings(await check(many.subarray(0, 60_001)))).toEqual(['truncated']);
  });

  test('a size that points at itself ends', async () => {
    const lying = tarFile(tarMember('a.txt', Buffer.alloc(0)));
    lying.write('\xff'.repeat(12), 124, 'latin1');
    const sum = lying
      .subarray(0, 512)
      .reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    lying.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    expect(warnings(await check(lying))).toEqual(['truncated']);
  });
});
