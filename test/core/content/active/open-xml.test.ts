import { describe, expect, test } from '@jest/globals';
import { check } from '../check.js';
import { bytesOf } from '../file-bytes.js';
import { cfbFile } from '../cfb-bytes.js';
import { noise } from '../../../fixtures/filler.js';
import { activity } from './active.js';
import { docx, letter, packedFile, type Letter } from './package-bytes.js';

const part = (name: string, text = 'x') => ({ name, content: bytesOf(text) });
const elsewhere = 'https://example.com/a.dotm';
const run = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const object = (name: string, content: Buffer) =>
  cfbFile([{ name: '\x01Ole10Native', content: Buffer.concat([packedFile(name, content), noise(4200)]) }]);

const cases: [string, Letter, string[]][] = [
  ['nothing', {}, []],
  [
    'a project of macros under another name',
    {
      relations: [{ kind: 'vbaProject', target: 'theme/colours.bin' }],
      parts: [part('word/theme/colours.bin')],
    },
    ['refuse macro'],
  ],
  [
    'a type of macros on a part of another name',
    { types: '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.&#118;baProject"/>' },
    ['refuse macro'],
  ],
  ['a sheet of macros', { relations: [{ kind: 'xlMacrosheet', target: 'a.xml' }] }, ['refuse macro']],
  [
    'a template from elsewhere',
    { settings: [{ kind: 'attachedTemplate', target: elsewhere, isExternal: true }] },
    ['refuse external-template'],
  ],
  [
    'a template on a share',
    { settings: [{ kind: 'attachedTemplate', target: 'file:///\\\\host\\a.dotm', isExternal: true }] },
    ['refuse external-template'],
  ],
  [
    'a template on its own disk',
    { settings: [{ kind: 'attachedTemplate', target: 'file:///C:\\Templates\\a.dotm', isExternal: true }] },
    ['warn external-content'],
  ],
  [
    'a frame from elsewhere',
    { relations: [{ kind: 'frame', target: 'http://example.com/', isExternal: true }] },
    ['refuse external-object'],
  ],
  [
    'an object from elsewhere',
    { relations: [{ kind: 'oleObject', target: 'mhtml:http://example.com/x!x', isExternal: true }] },
    ['refuse external-object'],
  ],
  [
    'a linked sheet beside it',
    { relations: [{ kind: 'oleObject', target: 'Sales.xlsx', isExternal: true }] },
    ['warn external-content'],
  ],
  [
    'a picture from elsewhere',
    { relations: [{ kind: 'image', target: 'http://example.com/a.png', isExternal: true }] },
    ['warn external-content'],
  ],
  [
    'a link to a page, and one to an installer',
    {
      relations: [
        { kind: 'hyperlink', target: 'https://example.com/', isExternal: true },
        { kind: 'hyperlink', target: 'https://example.com/setup.exe', isExternal: true },
      ],
    },
    [],
  ],
  [
    'a link to a program',
    {
      relations: [{ kind: 'hyperlink', target: 'file:///C:/Windows/cmd.exe%20/c%20calc', isExternal: true }],
    },
    ['refuse launch'],
  ],
  [
    'a control',
    { types: '<Override PartName="/word/x.xml" ContentType="application/vnd.ms-office.activeX+xml"/>' },
    ['refuse control'],
  ],
  [
    'a ribbon that calls macros',
    {
      relations: [{ kind: 'ui/extensibility', target: 'ribbon.dat' }],
      parts: [part('word/ribbon.dat', '<customUI onLoad="start"><ribbon/></customUI>')],
    },
    ['refuse macro'],
  ],
  [
    'a ribbon that calls none',
    {
      relations: [{ kind: 'ui/extensibility', target: 'ribbon.dat' }],
      parts: [part('word/ribbon.dat', '<customUI><ribbon/></customUI>')],
    },
    [],
  ],
  [
    'a DDE field, split in runs',
    { body: mark('begin') + run('DD') + run('EAU') + run('TO c:\\\\a.exe') + mark('separate') },
    ['refuse dde'],
  ],
  ['a simple DDE field', { body: '<w:fldSimple w:instr=\' DDE cmd "/c calc" \'/>' }, ['refuse dde']],
  [
    'a DDE field in references',
    { body: mark('begin') + run(' &#68;&#x44;E cmd') + mark('end') },
    ['refuse dde'],
  ],
  ['a field with the page number', { body: mark('begin') + run(' PAGE ') + mark('end') }, []],
  ['a text about DDE', { body: '<w:r><w:t>DDEAUTO starts programs</w:t></w:r>' }, []],
  [
    'a text that is included from elsewhere',
    { body: run('INCLUDETEXT "http://example.com/a.xml"') },
    ['refuse external-object'],
  ],
  [
    'a packed program',
    { parts: [{ name: 'word/embeddings/oleObject1.bin', content: object('a.exe', bytesOf('MZ')) }] },
    ['refuse program'],
  ],
  [
    'a packed program under another name, by its relationship',
    {
      relations: [{ kind: 'oleObject', target: 'media/a.dat' }],
      parts: [{ name: 'word/media/a.dat', content: object('a.txt', bytesOf('MZ\x90\0')) }],
    },
    ['refuse program'],
  ],
  ['a program itself', { parts: [part('word/embeddings/a.exe', 'MZ')] }, ['refuse program']],
  [
    'a program as an object',
    { parts: [part('word/embeddings/oleObject1.bin', '\x7fELF\x02\x01\x01')] },
    ['refuse program'],
  ],
  [
    'a packed note',
    { parts: [{ name: 'word/embeddings/oleObject1.bin', content: object('a.txt', bytesOf('Hello')) }] },
    [],
  ],
  [
    'an embedded letter with macros',
    {
      parts: [
        {
          name: 'word/embeddings/oleObject1.bin',
          content: cfbFile([{ name: 'WordDocument', content: noise(5000) }, { name: '_VBA_PROJECT' }]),
        },
      ],
    },
    ['refuse macro'],
  ],
  [
    'a sheet that starts a program',
    { parts: [part('xl/worksheets/sheet1.xml', "<c><f>cmd|'/c calc'!A0</f></c>")] },
    ['refuse dde'],
  ],
  [
    'a linked program',
    {
      parts: [part('xl/externalLinks/externalLink1.xml', '<x:ddeLink ddeService="cmd" ddeTopic="/c calc"/>')],
    },
    ['refuse dde'],
  ],
  [
    'a slide that starts a program',
    { parts: [part('ppt/slides/slide1.xml', '<a:hlinkMouseOver action="ppaction://program"/>')] },
    ['refuse launch'],
  ],
];

describe('a package of Office', () => {
  test.each(cases)('with %s', async (_name, content, expected) => {
    expect(await activity(letter(content), { declaredType: docx })).toEqual(expected);
  });

  test('with lists in UTF-16', async () => {
    const list =
      '\ufeff<Relationships><Relationship Type="http://x/vbaProject" Target="a.bin"/></Relationships>';
    const parts = [{ name: 'word/_rels/a.xml.rels', content: Buffer.from(list, 'utf16le') }];
    expect(await activity(letter({ parts }))).toEqual(['refuse macro']);
  });

  test('says which part it is, and where', async () => {
    const bytes = letter({
      relations: [{ kind: 'vbaProject', target: 'theme/colours.bin' }],
      parts: [part('word/theme/colours.bin')],
    });
    const { findings } = await check(bytes);
    expect(findings).toEqual([
      {
        code: 'active-content',
        severity: 'refuse',
        message: 'the file contains macros (word/theme/colours.bin)',
        offset: bytes.indexOf('word/theme/colours.bin') - 30,
        what: 'macro',
        part: 'word/theme/colours.bin',
      },
    ]);
  });

  test('with a part that unpacks without end is judged by its beginning', async () => {
    const body = mark('begin') + run('DDE cmd') + mark('end') + ' '.repeat(5_000_000);
    expect(await activity(letter({ body }))).toContain('refuse dde');
  });
});

describe('a setting of a kind', () => {
  const macros = letter({ relations: [{ kind: 'vbaProject', target: 'a.bin' }] });
  const picture = letter({ relations: [{ kind: 'image', target: 'http://a/b.png', isExternal: true }] });

  test.each([
    [{ macro: 'warn' }, macros, ['warn macro']],
    [{ dde: 'warn' }, macros, ['refuse macro']],
    [{ 'external-content': 'refuse' }, picture, ['refuse external-content']],
  ] as const)('%j', async (activeContent, bytes, expected) => {
    expect(await activity(bytes, { activeContent })).toEqual(expected);
  });

  test('is not needed where macro documents of the program are allowed', async () => {
    const allowedTypes = [docx, 'application/vnd.ms-word.document.macroEnabled.12'];
    expect(await activity(macros, { allowedTypes })).toEqual(['warn macro']);
  });
});
