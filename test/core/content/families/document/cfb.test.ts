import { describe, expect, test } from '@jest/globals';
import { cfbFile } from '../../cfb-bytes.js';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, elfStart, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

const content = noise(5_000);
const letter = cfbFile([{ name: 'WordDocument', content }]);
const longLetter = cfbFile([{ name: 'WordDocument', content: noise(50_000) }], { freeSectors: 40 });

/** The first records of a workbook ([MS-XLS] 2.4.28): a sheet of the kind given. */
function workbook(sheetKind: number): Buffer {
  const bytes = Buffer.alloc(5_000);
  bytes.write('\x09\x08\x10\0\0\x06\x05\0', 'latin1');
  bytes.write('\x85\0\x0e\0\0\0\0\0\0', 20, 'latin1');
  bytes[29] = sheetKind;
  bytes.write('\x0a\0\0\0', 38, 'latin1');
  return bytes;
}

describe('compound files', () => {
  test.each([
    ['a letter', letter, 'application/msword'],
    ['a workbook', cfbFile([{ name: 'Workbook', content: workbook(0) }]), 'application/vnd.ms-excel'],
    ['slides', cfbFile([{ name: 'PowerPoint Document', content }]), 'application/vnd.ms-powerpoint'],
    ['a message', cfbFile([{ name: '__properties_version1.0', content }]), 'application/vnd.ms-outlook'],
    ['a letter with free sectors behind it', longLetter, 'application/msword'],
    [
      'a letter that holds an archive',
      cfbFile([{ name: 'WordDocument', content: Buffer.concat([smallZip, content]) }]),
      'application/msword',
    ],
  ])('%s is accepted', async (_name, bytes, type) => {
    const verdict = await check(bytes, { declaredType: type });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: type });
    expect(verdict.ranges).toBeLessThanOrEqual(3);
  });

  test('whole documents have no findings', async () => {
    expect(await check(letter)).toMatchObject({ findings: [] });
  });

  test.each([
    ['a storage of a VBA project', cfbFile([{ name: 'WordDocument', content }, { name: 'Macros' }])],
    [
      'a VBA project of Excel',
      cfbFile([{ name: 'Workbook', content: workbook(0) }, { name: '_VBA_PROJECT_CUR' }]),
    ],
    ['a sheet of Excel 4 macros', cfbFile([{ name: 'Workbook', content: workbook(1) }])],
    [
      'VBA inside of slides',
      cfbFile([
        {
          name: 'PowerPoint Document',
          content: Buffer.concat([content, Buffer.from('020000040c000000050000000100000002000000', 'hex')]),
        },
      ]),
    ],
  ])('%s is found and refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).toEqual(['active-content']);
  });

  test('macros pass where documents with macros of that program are allowed by name', async () => {
    const bytes = cfbFile([{ name: 'WordDocument', content }, { name: 'Macros' }]);
    const allowedTypes = ['application/msword', 'application/vnd.ms-word.document.macroEnabled.12'];
    expect(await check(bytes, { allowedTypes })).toMatchObject({ verdict: 'accept' });
  });

  test('an installer package is a program', async () => {
    const bytes = cfbFile([{ name: 'x', content }], { classId: '84100c0000000000c000000000000046' });
    const verdict = await check(bytes);
    expect(verdict.detectedType).toBe('application/x-msi');
    expect(refusals(verdict)).toEqual(['executable-content']);
  });

  test('a document that a password locks is not taken for what it claims', async () => {
    const bytes = cfbFile([{ name: 'EncryptedPackage', content }]);
    const verdict = await check(bytes, { declaredType: 'application/msword' });
    expect(refusals(verdict)).toEqual(['type-mismatch']);
    expect(warnings(verdict)).toEqual(['protected']);
  });

  test.each([
    ...guestsBehind(letter),
    ...guestsBehind(longLetter).map(([name, bytes]): [string, Buffer] => [
      `${name}, behind a long letter`,
      bytes,
    ]),
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('a document that is cut off is noted', async () => {
    expect(warnings(await check(letter.subarray(0, -2_000)))).toEqual(['truncated']);
  });

  test('a program behind a last sector that was cut is refused', async () => {
    const cut = cfbFile([{ name: 'WordDocument', content: noise(5_200) }]).subarray(0, -300);
    expect(refusals(await check(Buffer.concat([cut, elfStart, noise(2_000)])))).toContain('guest-inside');
  });

  test('a directory that leads back to itself ends', async () => {
    const loop = Buffer.from(letter);
    loop.writeUInt32LE(1, 512 + 4);
    expect(refusals(await check(loop))).toEqual(['structure-broken']);
  });
});

describe('documents from before compound files', () => {
  const sheet = (kind: number): Buffer =>
    Buffer.concat([
      bytesOf(`\x09\x04\x06\0\0\0${String.fromCharCode(kind)}\0\0\0`),
      bytesOf('\x04\0\x05\0'),
      noise(5),
      bytesOf('\x0a\0\0\0'),
    ]);

  test('a workbook is accepted, one of macros refused', async () => {
    expect(await check(sheet(0x10), { declaredType: 'application/vnd.ms-excel' })).toMatchObject({
      verdict: 'accept',
      findings: [],
    });
    expect(refusals(await check(sheet(0x40)))).toEqual(['active-content']);
  });

  test.each(guestsBehind(sheet(0x10)))('%s behind it is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });
});
