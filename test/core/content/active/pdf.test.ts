import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { check, warnings } from '../check.js';
import { bytesOf } from '../file-bytes.js';
import { noise } from '../../../fixtures/filler.js';
import { fixture } from '../../../fixtures/clean-files.js';
import { activity } from './active.js';
import { catalog, objectStream, page, pdfFile, script, stream, type PdfObject } from './pdf-bytes.js';

const field = (trigger: string) => `<< /FT /Tx /AA << ${trigger} >> >>`;

const cases: [string, PdfObject[], string[]][] = [
  ['nothing', [catalog()], []],
  ['a script that runs when it opens', [catalog(`/OpenAction ${script}`)], ['refuse script']],
  ['a name in digits', [catalog('/OpenAction << /S /J#61va#53cript /JS (x) >>')], ['refuse script']],
  ['a comment between names', [catalog('/OpenAction << /S %x\n/JavaScript /JS (x) >>')], ['refuse script']],
  [
    'a script in its names',
    [catalog('/Names << /JavaScript << /Names [(a) 2 0 R] >> >>'), script],
    ['refuse script'],
  ],
  ['a script in an object stream', [catalog(), objectStream(`2 0 ${script}`)], ['refuse script']],
  ['a script that a page runs', [catalog(), `<< /Type /Page /AA << /O ${script} >> >>`], ['refuse script']],
  ['a format of a field', [catalog(), field(`/F ${script}`)], ['warn form-script']],
  ['a sum of a field, elsewhere', [catalog(), field('/C 3 0 R'), script], ['warn form-script']],
  [
    'a script that a field and the document run',
    [catalog('/OpenAction 3 0 R'), field('/C 3 0 R'), script],
    ['refuse script'],
  ],
  ['a program that is started', [catalog('/OpenAction << /S /Launch /F (cmd.exe) >>')], ['refuse launch']],
  [
    'a form that is sent',
    [catalog(), '<< /S /SubmitForm /F (http://example.com) >>'],
    ['warn form-submission'],
  ],
  ['an XFA form', [catalog('/AcroForm << /XFA 2 0 R >>'), '()'], ['warn xfa']],
  [
    'an embedded program',
    [catalog(), '<< /Type /Filespec /F (a.txt) /UF <FEFF0061002E006500780065> /EF << /F 3 0 R >> >>'],
    ['refuse program'],
  ],
  [
    'an embedded program by another name',
    [
      catalog(),
      '<< /Type /Filespec /F (a.txt) /EF << /F 3 0 R >> >>',
      stream(deflateSync(bytesOf('MZ\x90\0'.padEnd(90, '\0'))), '/Type /EmbeddedFile /Filter /FlateDecode '),
    ],
    ['refuse program'],
  ],
  [
    'an embedded program without a type',
    [
      catalog(),
      '<< /Type /Filespec /F (a.txt) /EF << /F 3 0 R >> >>',
      stream(deflateSync(bytesOf('\x7fELF\x02\x01\x01')), '/Filter /FlateDecode '),
    ],
    ['refuse program'],
  ],
  [
    'an embedded note',
    [
      catalog(),
      '<< /Type /Filespec /F (a.txt) /EF << /F 3 0 R >> >>',
      stream(deflateSync(bytesOf('Hello')), '/Type /EmbeddedFile /Filter /FlateDecode '),
    ],
    [],
  ],
  [
    'a script of something that plays',
    [catalog('/OpenAction << /S /Rendition /OP 0 /JS (app.alert\\(1\\)) >>')],
    ['refuse script'],
  ],
  ['something that plays', [catalog('/OpenAction << /S /Rendition /OP 0 /R 3 0 R /AN 4 0 R >>')], []],
  [
    'a script in an object stream whose type is in digits',
    [
      catalog(),
      Buffer.from(objectStream(`2 0 ${script}`).toString('latin1').replace('/ObjStm', '/Obj#53tm'), 'latin1'),
    ],
    ['refuse script'],
  ],
  [
    'a long comment before a launch',
    [catalog(`/OpenAction << /S %${'x'.repeat(300)}\n/Launch /F (cmd.exe) >>`)],
    ['refuse launch'],
  ],
  [
    'a type of an object of its own',
    [catalog('/OpenAction << /S 2 0 R /F (cmd.exe) >>'), '/Launch'],
    ['refuse launch'],
  ],
  ['an embedded table', [catalog(), '<< /Type /Filespec /F (a.csv) /EF << /F 3 0 R >> >>'], []],
  [
    'an article of a document on a share',
    [catalog('/OpenAction << /S /Thread /F (\\\\\\\\host\\\\a.pdf) /D 0 >>')],
    ['refuse external-object'],
  ],
  [
    'a page of a document elsewhere',
    [
      catalog(),
      stream(bytesOf('q Q'), '/Type /XObject /Subtype /Form /Ref << /F (http://a/b.pdf) /Page 0 >> '),
    ],
    ['refuse external-object'],
  ],
  [
    'a stream of which the data are elsewhere',
    [catalog(), stream(Buffer.alloc(0), '/F << /FS /URL /F (http://a/b) >> ')],
    ['refuse external-object'],
  ],
  [
    'a document on a share that opens',
    [catalog('/OpenAction << /S /GoToR /F (\\\\\\\\host\\\\a.pdf) /D [0 /Fit] >>')],
    ['refuse external-object'],
  ],
];

describe('a PDF', () => {
  test.each(cases)('with %s', async (_name, objects, expected) => {
    expect(await activity(pdfFile([...objects, page]), { declaredType: 'application/pdf' })).toEqual(
      expected,
    );
  });

  test('that is encrypted says so', async () => {
    const bytes = pdfFile([catalog(), page], '/Encrypt 9 0 R ');
    expect(warnings(await check(bytes))).toEqual(['protected']);
    expect(warnings(await check(fixture('document/encrypted.pdf')))).toEqual(['protected']);
  });
});

describe('a long PDF, of which the middle is not read', () => {
  const filler = (seed: number) => stream(Buffer.from(noise(120_000, seed).map((byte) => (byte & 0x7f) | 1)));
  const long = (...objects: PdfObject[]) =>
    pdfFile([objects[0] ?? '', filler(1), ...objects.slice(1), filler(2)]);

  test('has no finding of itself', async () => {
    expect(await check(long(catalog(), page), { declaredType: 'application/pdf' })).toMatchObject({
      findings: [],
    });
  });

  test.each([
    ['a catalog', [catalog('/OpenAction 3 0 R'), script]],
    [
      'a tree of names',
      [catalog('/Names 3 0 R'), '<< /JavaScript 4 0 R >>', '<< /Names [(a) 5 0 R] >>', script],
    ],
    ['a form', [catalog('/AcroForm 3 0 R'), '<< /Fields [] /XFA 4 0 R >>']],
  ])('is searched from %s on', async (_name, objects) => {
    const found = await activity(long(...objects), { declaredType: 'application/pdf' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/script|xfa/);
  });
});
