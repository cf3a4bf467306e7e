import { expect, test } from '@jest/globals';
import { check } from '../check.js';
import { bytesOf } from '../file-bytes.js';
import { letter } from './package-bytes.js';
import { pdfFile } from './pdf-bytes.js';

const elsewhere = 'http://example.com/a.dotm';
const xhtml = 'http://www.w3.org/1999/xhtml';
const part = (name: string, text = 'x') => ({ name, content: bytesOf(text) });
const flat = (body: string) =>
  bytesOf(
    `<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">${body}</w:wordDocument>`,
  );

/** What of a finding leads a person to the place: its kind, its part, and the bytes at its offset. */
async function places(bytes: Buffer, length: number): Promise<string[]> {
  const { findings } = await check(bytes);
  return findings
    .filter(({ code }) => code === 'active-content')
    .map(({ what, part: name, offset = -1 }) =>
      [what, name, bytes.toString('latin1', offset, offset + length)]
        .filter((one) => one !== undefined)
        .join(' | '),
    );
}

test.each<[string, Buffer, string, string]>([
  [
    'an element of XML',
    bytesOf(`<order><line/>\n<h:script xmlns:h="${xhtml}">1</h:script></order>`),
    '<h:script',
    'script | <h:script',
  ],
  [
    'an instruction of XML',
    bytesOf('<?xml version="1.0"?>\n<?xml-stylesheet href="https://example.com/x.xsl"?><a/>'),
    '<?xml-style',
    'stylesheet | <?xml-style',
  ],
  [
    'a template of Word 2003',
    flat(`<w:body><w:p/></w:body><w:docPr><w:attachedTemplate w:val="${elsewhere}"/></w:docPr>`),
    '<w:attached',
    'external-template | <w:attached',
  ],
  [
    'a template of RTF',
    bytesOf(`{\\rtf1\\ansi Hello {\\*\\template ${elsewhere}}}`),
    '\\template ',
    'external-template | \\template ',
  ],
  [
    'a field of RTF',
    bytesOf('{\\rtf1\\ansi Hello {\\field{\\*\\fldinst DDEAUTO c:\\\\a.exe}}}'),
    '\\fldinst ',
    'dde | \\fldinst ',
  ],
  [
    'a part of a letter by its name',
    letter({
      types: '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
      parts: [part('word/a.bin')],
    }),
    'PK\u0003\u0004',
    'macro | /word/a.bin | PK\u0003\u0004',
  ],
  [
    'parts of a letter by their ending',
    letter({ types: '<Default Extension="mac" ContentType="application/vnd.ms-office.vbaProject"/>' }),
    'PK\u0003\u0004',
    'macro | mac | PK\u0003\u0004',
  ],
])('the finding leads to %s', async (_what, bytes, marker, expected) => {
  expect(await places(bytes, marker.length)).toEqual([expected]);
});

test('the finding leads to the member of a letter that a relationship names, and to the list for others', async () => {
  const bytes = letter({
    relations: [{ kind: 'vbaProject', target: 'theme/colours.bin' }],
    settings: [{ kind: 'attachedTemplate', target: elsewhere, isExternal: true }],
    parts: [part('word/theme/colours.bin')],
  });
  expect((await places(bytes, 60)).map((place) => place.replace(/PK.{28}/s, 'PK ')).sort()).toEqual([
    expect.stringMatching(
      /^external-template \| word\/_rels\/settings\.xml\.rels \| PK word\/_rels\/settings\.xml\.rels/,
    ),
    expect.stringMatching(/^macro \| word\/theme\/colours\.bin \| PK word\/theme\/colours\.bin/),
  ]);
});

test('the finding leads to the object of a PDF', async () => {
  const bytes = pdfFile([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 3 0 R >>',
    '<< /Type /Pages /Kids [] /Count 0 >>',
    '<< /S /JavaScript /JS (x) >>',
  ]);
  const found = await places(bytes, 40);
  expect(found).toEqual([expect.stringContaining('/JavaScript')]);
});
