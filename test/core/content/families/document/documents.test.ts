import { describe, expect, test } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, elfStart, smallPdf, smallZip, zipFile } from '../../file-bytes.js';

describe('PDF', () => {
  test('as pdf-lib writes it is accepted', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    const verdict = await check(Buffer.from(await document.save()), { declaredType: 'application/pdf' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'application/pdf', findings: [] });
  });

  test.each([
    ['an archive appended', Buffer.concat([smallPdf, smallZip])],
    ['a page behind the end', Buffer.concat([smallPdf, bytesOf('<script>alert(1)</script>')])],
    ['a page before the beginning', Buffer.concat([bytesOf('<script>alert(1)</script>'), smallPdf])],
    ['a program before the beginning', Buffer.concat([bytesOf('#!/bin/sh\nrm -rf ~\n'), smallPdf])],
    ['no end in the last 64 KiB', Buffer.concat([smallPdf, Buffer.alloc(100_000)])],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes, { declaredType: 'application/pdf' }))).not.toEqual([]);
  });

  test('a banner before the beginning is noted', async () => {
    expect(warnings(await check(Buffer.concat([bytesOf('Page 1 of 1\n'), smallPdf])))).toEqual([
      'leading-bytes',
    ]);
  });
});

const part = (kind: string): Buffer =>
  bytesOf(
    `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.${kind}.main+xml"/></Types>`,
  );
const office = (kind: string, extra: string[] = []): Buffer =>
  zipFile([
    { name: '[Content_Types].xml', content: part(kind) },
    ...['word/document.xml', ...extra].map((name) => ({ name, content: bytesOf('<x/>') })),
  ]);
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('ZIP and what lives in it', () => {
  test.each([
    ['a plain archive', smallZip, 'application/zip'],
    ['a Word document', office('openxmlformats-officedocument.wordprocessingml.document'), docx],
    [
      'a Word document, declared as ZIP',
      office('openxmlformats-officedocument.wordprocessingml.document'),
      docx,
      'application/zip',
    ],
    [
      'an OpenDocument text',
      zipFile([
        { name: 'mimetype', content: bytesOf('application/vnd.oasis.opendocument.text'), method: 0 },
        { name: 'content.xml', content: bytesOf('<x/>') },
      ]),
      'application/vnd.oasis.opendocument.text',
    ],
  ])('%s is accepted', async (_name, bytes, type, declaredType = type) => {
    expect(await check(bytes, { declaredType })).toMatchObject({ verdict: 'accept', detectedType: type });
  });

  test('a document with macros is refused, unless allowed by name', async () => {
    const docm = office('ms-word.document.macroEnabled', ['word/vbaProject.bin']);
    const type = 'application/vnd.ms-word.document.macroEnabled.12';
    expect(await check(docm)).toMatchObject({ verdict: 'reject', detectedType: type });
    expect(await check(docm, { allowedTypes: [type], declaredType: type })).toMatchObject({
      verdict: 'accept',
    });
  });

  test.each<[string, Buffer]>([
    ['a program before the archive', Buffer.concat([elfStart, smallZip])],
    ['bytes before the first entry', Buffer.concat([bytesOf('PK\x03\x04'), Buffer.alloc(500), smallZip])],
    ['a page in the comment', zipFile([{ name: 'a', content: bytesOf('a') }], bytesOf('<script>1</script>'))],
    ['an entry without a name', zipFile([{ name: '', content: bytesOf('a') }])],
    ['a bomb', zipFile([{ name: 'a', content: Buffer.alloc(60_000_000) }])],
    ['no end record', smallZip.subarray(0, -10)],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('an archive in an archive is noted', async () => {
    const nested = zipFile([{ name: 'inner.zip', content: smallZip, method: 0 }]);
    expect(warnings(await check(nested))).toEqual(['archive-nested']);
  });
});

describe('ends that were copied or lie', () => {
  test('an archive whose end record states more entries than there are is refused', async () => {
    const lying = Buffer.from(smallZip);
    lying.writeUInt16LE(9, lying.length - 12);
    expect(refusals(await check(lying))).toEqual(['archive-directory']);
  });

  test.each([22, 64])(
    'an archive with something between its directory and the last %d bytes again is refused',
    async (n) => {
      for (const guest of [elfStart, smallPdf, bytesOf('<script>1</script>')]) {
        expect(refusals(await check(Buffer.concat([smallZip, guest, smallZip.subarray(-n)])))).not.toEqual(
          [],
        );
      }
    },
  );

  test('a long PDF is not prolonged by a copy of its last line', async () => {
    const long = Buffer.concat([
      smallPdf.subarray(0, 54),
      bytesOf('% filler\n'.repeat(9_000)),
      smallPdf.subarray(54),
    ]);
    const page = bytesOf(`<script>1</script>${'some text\n'.repeat(9_000)}`);
    const copy = bytesOf('startxref\n110\n%%EOF\n');
    expect(refusals(await check(Buffer.concat([long, page, copy])))).toEqual(['ending-missing']);
  });
});
