import { describe, expect, test } from '@jest/globals';
import { fixture } from '../../../../fixtures/clean-files.js';
import { noise } from '../../../../fixtures/filler.js';
import { rar4Member, rar5File } from '../../archive-bytes.js';
import { cfbFile } from '../../cfb-bytes.js';
import { check, refusals, warnings } from '../../check.js';
import { crc32 } from '../../../../../lambda/core/content/reading/crc32.js';
import { bytesOf, zipFile } from '../../file-bytes.js';

const openXml = 'application/vnd.openxmlformats-officedocument.';
const packages: [string, string][] = [
  ['protected.docx', `${openXml}wordprocessingml.document`],
  ['protected.xlsx', `${openXml}spreadsheetml.sheet`],
  ['protected.pptx', `${openXml}presentationml.presentation`],
];

describe('a document under a password', () => {
  test.each(packages)(
    '%s is verified as what it was declared, with a warning',
    async (name, declaredType) => {
      const verdict = await check(fixture(`document/${name}`), { declaredType, filename: name });
      expect(verdict).toMatchObject({ verdict: 'accept', detectedType: declaredType });
      expect(warnings(verdict)).toEqual(['protected']);
    },
  );

  test('is what its name says where nothing was declared', async () => {
    const options = { declaredType: 'application/octet-stream', filename: 'a.xlsx' };
    const verdict = await check(fixture('document/protected.xlsx'), options);
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: `${openXml}spreadsheetml.sheet` });
  });

  test('is none of what is kept otherwise', async () => {
    for (const declaredType of ['application/pdf', 'application/msword', 'application/zip'])
      expect(refusals(await check(fixture('document/protected.docx'), { declaredType }))).toEqual([
        'type-mismatch',
      ]);
  });

  test('is not verified without what says how it is encrypted', async () => {
    const bytes = cfbFile([{ name: 'EncryptedPackage', content: noise(5000) }]);
    expect(refusals(await check(bytes, { declaredType: packages[0]?.[1] ?? '' }))).toEqual(['type-mismatch']);
  });

  test('needs a type of macros to be allowed by name, as its open form does', async () => {
    const declaredType = 'application/vnd.ms-word.document.macroEnabled.12';
    const bytes = fixture('document/protected.docx');
    expect(refusals(await check(bytes, { declaredType }))).toEqual(['active-content']);
    expect(await check(bytes, { declaredType, allowedTypes: [declaredType] })).toMatchObject({
      verdict: 'accept',
    });
  });
});

/** The header of a letter of Word 97 ([MS-DOC] 2.5.2). */
function letter(flags: number): Buffer {
  const content = noise(5000);
  content.writeUInt16LE(0xa5ec, 0);
  content.writeUInt16LE(flags, 10);
  return cfbFile([{ name: 'WordDocument', content }]);
}

/** The first records of a workbook: its beginning, and its password ([MS-XLS] 2.4.117). */
function workbook(): Buffer {
  const content = Buffer.alloc(5000);
  content.write('\x09\x08\x10\0\0\x06\x05\0', 'latin1');
  content.write('\x2f\0\x02\0\0\0\x0a\0\0\0', 20, 'latin1');
  return cfbFile([{ name: 'Workbook', content }]);
}

const slides = cfbFile([
  { name: 'PowerPoint Document', content: noise(5000) },
  { name: 'Current User', content: Buffer.from('0000f60f1c00000014000000dfc4d1f3', 'hex') },
]);
const text = 'application/vnd.oasis.opendocument.text';
const openDocument = (manifest: string, ...more: string[]) =>
  zipFile([
    { name: 'mimetype', content: bytesOf(text), method: 0 },
    { name: 'META-INF/manifest.xml', content: bytesOf(manifest) },
    ...more.map((name) => ({ name, content: noise(500) })),
  ]);
const encryptedPart = `<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
const book = (algorithm: string) =>
  zipFile([
    { name: 'mimetype', content: bytesOf('application/epub+zip'), method: 0 },
    { name: 'META-INF/container.xml', content: bytesOf('<container/>') },
    { name: 'META-INF/encryption.xml', content: bytesOf(`<enc:EncryptionMethod Algorithm="${algorithm}"/>`) },
  ]);

/** A member of RAR 4 whose content is encrypted. */
function lockedRar4(): Buffer {
  const member = rar4Member(noise(64));
  member.writeUInt16LE(member.readUInt16LE(3) | 4, 3);
  member.writeUInt16LE(crc32(member.subarray(2, 37)) & 0xffff, 0);
  return Buffer.concat([bytesOf('Rar!\x1a\x07\0\xcf\x90\x73\0\0\x0d\0\0\0\0\0\0\0'), member]);
}

/** A member of RAR 5 with a record of encryption in its extra area. */
function lockedRar5(): Buffer {
  const extra = Buffer.from([2, 1, 0]);
  // Type 2, extra and content, their sizes, flags, unpacked size, attributes, method, system, name.
  const fields = Buffer.from([2, 3, extra.length, 16, 0, 16, 0, 0, 0, 1, 0x61]);
  const header = Buffer.concat([Buffer.from([fields.length + extra.length]), fields, extra]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(header));
  return Buffer.concat([rar5File.subarray(0, 16), sum, header, noise(16)]);
}

describe('what a password protects otherwise', () => {
  test.each([
    ['a letter of Word 97', letter(0x0100), 'application/msword'],
    ['a workbook of Excel 97', workbook(), 'application/vnd.ms-excel'],
    ['slides of PowerPoint 97', slides, 'application/vnd.ms-powerpoint'],
    ['OpenDocument by its parts', openDocument(encryptedPart, 'content.xml'), text],
    ['OpenDocument as a whole', openDocument('<manifest:manifest/>', 'encrypted-package'), text],
    ['a book with rights', book('http://www.w3.org/2001/04/xmlenc#aes128-cbc'), 'application/epub+zip'],
    ['a PDF', fixture('document/encrypted.pdf'), 'application/pdf'],
    ['members of a ZIP', fixture('archive/encrypted.zip'), 'application/zip'],
    ['a 7z archive', fixture('archive/encrypted.7z'), 'application/x-7z-compressed'],
    ['a member of RAR 4', lockedRar4(), 'application/vnd.rar'],
    ['a member of RAR 5', lockedRar5(), 'application/vnd.rar'],
  ])('%s is a warning, or refused', async (_name, bytes, declaredType) => {
    const verdict = await check(bytes, { declaredType });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: declaredType });
    expect(warnings(verdict)).toContain('protected');
    expect(refusals(await check(bytes, { declaredType, onProtected: 'refuse' }))).toEqual(['protected']);
  });

  test('fonts of a book that are only obfuscated are no protection', async () => {
    expect(warnings(await check(book('http://www.idpf.org/2008/embedding')))).toEqual([]);
    expect(warnings(await check(letter(0)))).toEqual([]);
  });
});
