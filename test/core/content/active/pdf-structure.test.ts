import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { check, warnings } from '../check.js';
import { bytesOf } from '../file-bytes.js';
import { activity } from './active.js';
import { catalog, page, pdfFile, script, stream, type PdfObject } from './pdf-bytes.js';

const pdf = { declaredType: 'application/pdf' };
const found = (...objects: PdfObject[]) => activity(pdfFile([catalog(), ...objects, page]), pdf);

/** Two actions as one object stream, encoded by Ghostscript 10. */
const encoded = {
  lzw: '800DC4030100E04039100F078201794E184A309D8C253319C8D2703A43E1C28309C0E02E309B0CA723A0A062291DC763F2191C964F298F4824524934A2553296CD452201F0FA130B86C3E23138AC5E322F2546E6F2C9A4BE9733970A6773D808',
  digits85:
    '2]sds3$:4(4?O`>;]m_c@<Q\'X@rc:&F<E5/;]mJsE,[F<Ch7X/-o!/4@;p0<@;KLqF=8jm4(3)I/n&R-Ec`]a.6CsWE%YR8ATDl@0e"Oo5!C)O4<Q:U+>6>qG%"<ZEbTK7+>6>c+=LZ;E%YR8ATDl@0e#1mE,[F<Ch7X/-o!/"+?hs~>',
  runs: '7F37203020382039203C3C202F53202F4A617661536372697074202F4A5320286170702E616C6572742831293B6170702E616C6572742831293B6170702E616C6572742831293B6170702E616C65727428312929203E3E203C3C202F53202F4A617661536372697074202F4A5320286170702E616C6572742831293B6170702E610A6C65727428312929203E3E80',
  png: '789C63347F29F041E285E473461B8627FC2A67F9A51913455F7F12E0FFCECE58B2865F9AF32C87256301C33E63EE9FBC4C8C1A9C3F84D4F819F6312682B85B387F305A83B84049C622101728C9580051BB85D1F007C377398647328C361083C519CB2006B3302A400C46510C36D8983107623003A3821C030030452F87',
  tiff: '789C337F29F041E285E4731B8627FC2A67F9A513455F7F12E0FFCE5EB2865F9AF32C876501C33E63EE9FBC4C1A9C3F84D4F819F62582385B387F588338409922100728530051B6C5F007C377398647323610E3C4CB20C6B128408C43520736CE3807621C83821C0300798C2F75',
  lzwOfRows:
    '800086E2018080700274865E01C0200800F619B91E602150C846411200832117983C42025EAF5C2E3560081032130741C021C82DEA02230098EC562325DA02240FC0A260580A5E469980A6AED9C80A772E014C267350151274260152280029A2DD581601035EE130E38804F188BCC54028B46032028E4797B2091AB011649483873519FB1EA9432400A9F48A54D005560B036020',
};
const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const actions = `2 0 ${script}`;
const deflated = deflateSync(bytesOf(actions));

const packed: [string, string | Buffer, string][] = [
  ['no filter', actions, ''],
  ['Flate', deflated, '/Filter /FlateDecode'],
  ['Flate, in a list', deflated, '/Filter [ /FlateDecode ]'],
  ['Flate, by its short name', deflated, '/Filter/Fl'],
  ['digits of Flate', `${deflated.toString('hex')}>`, '/Filter [/ASCIIHexDecode /FlateDecode]'],
  [
    'digits with line ends',
    `${bytesOf(actions).toString('hex').replaceAll(/.{30}/g, '$&\n')}>`,
    '/Filter /ASCIIHexDecode',
  ],
  ['digits, its name in digits', `${bytesOf(actions).toString('hex')}>`, '/Filter /ASCII#48exDecode'],
  ['85 characters', encoded.digits85, '/Filter /ASCII85Decode'],
  ['LZW', hex(encoded.lzw), '/Filter /LZWDecode'],
  ['LZW in digits', encoded.lzw, '/Filter [/AHx/LZW]'],
  ['runs', hex(encoded.runs), '/Filter /RunLengthDecode'],
  [
    'Flate of differences',
    hex(encoded.png),
    '/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 8 >>',
  ],
  [
    'Flate of differences as in TIFF',
    hex(encoded.tiff),
    '/Filter /FlateDecode /DecodeParms [<< /Predictor 2 /Columns 8 >>]',
  ],
  [
    'LZW of differences',
    hex(encoded.lzwOfRows),
    '/Filter /LZWDecode /DecodeParms << /Predictor 12 /Columns 5 >>',
  ],
];

describe('objects in a stream', () => {
  test.each(packed)('under %s are read', async (_name, content, filter) => {
    const bytes = Buffer.from(content as string, 'latin1');
    expect(await found(stream(bytes, `/Type /ObjStm /N 1 /First 4 ${filter} `))).toEqual(['refuse script']);
  });

  test('are read without a type as well', async () => {
    expect(await found(stream(deflated, '/N 1 /First 4 /Filter /FlateDecode '))).toEqual(['refuse script']);
  });

  test('are found within a string of another one', async () => {
    const content = bytesOf(`2 0 3 7 << /X (${script}) >>`);
    expect(await found(stream(content, '/Type /ObjStm /N 2 /First 8 '))).toEqual(['refuse script']);
  });

  test.each([
    ['a filter that is not known', deflated, '/Filter /Crypt2'],
    ['a filter that its data do not fit', bytesOf(actions), '/Filter /FlateDecode'],
    ['two filters by one name', deflated, '/Filter /FlateDecode /Filter /LZWDecode'],
    ['a filter of another object', deflated, '/Filter 9 0 R'],
    ['more than is unpacked', deflateSync(Buffer.alloc(3_000_000)), '/Filter /FlateDecode'],
  ])('under %s are a warning', async (_name, content, filter) => {
    const bytes = pdfFile([catalog(), stream(content, `/Type /ObjStm /N 1 /First 4 ${filter} `), page]);
    expect(warnings(await check(bytes, pdf))).toEqual(['structure-odd']);
  });

  test('behind more than is unpacked are found from the catalog on', async () => {
    const long = stream(
      deflateSync(Buffer.alloc(2_000_000)),
      '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode ',
    );
    const bytes = pdfFile([catalog('/OpenAction 5 0 R'), long, long, page, script]);
    expect(await activity(bytes, pdf)).toEqual(['refuse script']);
  });
});

describe('what only looks like an action', () => {
  test.each<[string, PdfObject]>([
    [
      'in the text of a page',
      stream(bytesOf('BT (How a /S /JavaScript or /S /Launch action runs, and /XFA [1]) Tj ET')),
    ],
    ['in a title', '<< /Title (About /S /JavaScript \\) and /Launch \\\\) /Author (\\(/JavaScript) >>'],
    ['in a comment', '<< /Title (a) % /S /JavaScript\n >>'],
    [
      'in metadata',
      stream(bytesOf('<x:xmpmeta>/S /JavaScript /Encrypt 1 0 R</x:xmpmeta>'), '/Type /Metadata '),
    ],
    [
      'in an object stream',
      stream(bytesOf('2 0 << /Title (/S /JavaScript) >>'), '/Type /ObjStm /N 1 /First 4 '),
    ],
    ['in the middle of a name', '<< /JavaScriptFont 1 /XJavaScript 2 >>'],
  ])('%s is none', async (_name, object) => {
    expect((await check(pdfFile([catalog(), object, page]), pdf)).findings).toEqual([]);
  });

  test.each<[string, PdfObject]>([
    ['a bracket in a name', `<< /A#28 ${script} >>`],
    ['a bracket in a comment', `<< % (\n /A ${script} >>`],
    ['a bracket among digits', `<< /A <(> /B ${script} >>`],
    ['a bracket behind a backslash', `<< /A (\\\\) /B ${script} /C () >>`],
    ['a word that begins no stream', `<< /A stream\n ${script} >>`],
    ['the data of a stream, to which the table may lead', stream(bytesOf(`9 0 obj ${script} endobj`))],
    ['a string, to which the table may lead', `(9 0 obj ${script} endobj)`],
    ['a comment, to which the table may lead', `null % 9 0 obj ${script}\n`],
    ['a trigger of a field in a comment', `<< /OpenAction %/K\n ${script} >>`],
    ['many blanks', `<< /S${' '.repeat(9000)}/JavaScript /JS (x) >>`],
  ])('but %s hides none', async (_name, object) => {
    expect(await found(object)).toEqual(['refuse script']);
  });
});

describe('a link', () => {
  const link = (address: string) => `<< /Type /Annot /Subtype /Link /A << /S /URI /URI ${address} >> >>`;
  test.each<[string, PdfObject[], string]>([
    ['a script', [link('(javascript:app.alert\\(1\\))')], 'warn script-link'],
    ['a script in capitals, behind blanks', [link('(\\n  JavaScript:app.alert)')], 'warn script-link'],
    ['a script with a line end in it', [link('(java\\nscr\\151pt:x)')], 'warn script-link'],
    ['a script in digits', [link(`<${bytesOf('javascript:x()').toString('hex')}>`)], 'warn script-link'],
    [
      'a script in UTF-16',
      [link(`<FEFF${Buffer.from('javascript:x()', 'utf16le').swap16().toString('hex')}>`)],
      'warn script-link',
    ],
    ['a script of an object of its own', [link('3 0 R'), '(javascript:x)'], 'warn script-link'],
    ['a page that it brings', [link('(data:text/html,<script>1</script>)')], 'warn script-link'],
    ['a script of Basic', [link('(vbscript:MsgBox)')], 'warn script-link'],
    [
      'a script in front of all addresses',
      ['<< /URI << /Base (javascript:x\\(\\)//) >> >>'],
      'warn script-link',
    ],
    [
      'a script to which a form is sent',
      ['<< /A /F /S /GoToR /F << /FS /URL /F (javascript:x) >> >>'],
      'warn script-link',
    ],
    ['a program on the disk', [link('(file:///C:/Windows/System32/cmd.exe)')], 'refuse launch'],
    ['a program on a share', [link('(\\\\\\\\host\\\\a.exe)')], 'refuse launch'],
    ['a help program', [link('(ms-msdt:/id PCWDiagnostic)')], 'refuse launch'],
  ])('to %s', async (_name, objects, finding) => {
    expect(await found(...objects)).toContain(finding);
  });

  test.each([
    ['a page', '(https://example.com/javascript:x)'],
    ['a page whose address ends as a program does', '(https://example.com/setup.exe)'],
    ['mail', '(mailto:a@example.com)'],
    ['nowhere, as pages write it', '(javascript:void\\(0\\);)'],
    ['nowhere, in short', '(javascript:;)'],
    ['a document on the disk', '(file:///C:/a.pdf)'],
  ])('to %s is none', async (_name, address) => {
    expect(await found(link(address))).toEqual([]);
  });

  test('in a text is none', async () => {
    expect(await found('<< /Title (JavaScript: The Good Parts) /Contents (javascript:x) >>')).toEqual([]);
  });
});
