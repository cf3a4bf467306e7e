import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { guestsBehind } from '../../guest-cases.js';

const rtf = (body: string, end = '}\r\n'): Buffer => bytesOf(`{\\rtf1\\ansi\\deff0 ${body}\\par${end}`);
const small = rtf("A letter with a brace \\} and an accent \\'e9.");
const long = rtf('A long letter about very little. '.repeat(4_000));

describe('RTF', () => {
  test.each([
    ['small', small],
    ['long', long],
    ['with a zero behind it, as some editors write it', rtf('Text', '}\0')],
    ['with raw bytes', rtf('{\\pict\\bin5 }}{}{}')],
    ['about HTML', rtf('Begin a page with <html> and a <script>.')],
    ['of mail', rtf('{\\*\\htmltag64 <html>}\\fromhtml1')],
  ])('%s is accepted', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'text/rtf' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'application/rtf', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(4);
  });

  test.each([
    ...guestsBehind(small),
    ...guestsBehind(long).map(([name, bytes]): [string, Buffer] => [`${name}, behind a long letter`, bytes]),
    ['a page behind the group', Buffer.concat([small, bytesOf('<html><script>alert(1)</script>')])],
    ['an archive in raw bytes', rtf(`{\\pict\\bin${smallZip.length} ${smallZip.toString('latin1')}}`)],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('a letter that is cut off is noted', async () => {
    expect(warnings(await check(small.subarray(0, -10)))).toEqual(['truncated']);
    expect(warnings(await check(long.subarray(0, -5_000)))).toEqual(['truncated']);
  });
});
