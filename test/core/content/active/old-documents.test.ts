import { describe, expect, test } from '@jest/globals';
import { noise } from '../../../fixtures/filler.js';
import { cfbFile } from '../cfb-bytes.js';
import { bytesOf, zipFile } from '../file-bytes.js';
import { activity } from './active.js';
import { packedFile } from './package-bytes.js';

const letterOf = (text: Buffer): Buffer => {
  const content = Buffer.alloc(40_000, 0x20);
  content.writeUInt16LE(0xa5ec, 0);
  text.copy(content, 20_000);
  return cfbFile([{ name: 'WordDocument', content }]);
};

/** Records of a workbook: its beginning, then these ([MS-XLS] 2.1.4). */
function workbookOf(...records: [number, Buffer][]): Buffer {
  const all: [number, Buffer][] = [
    [0x0809, Buffer.from('0006050000000000', 'hex')],
    ...records,
    [0x0a, Buffer.alloc(0)],
  ];
  const bytes = all.flatMap(([kind, content]) => {
    const header = Buffer.alloc(4);
    header.writeUInt16LE(kind, 0);
    header.writeUInt16LE(content.length, 2);
    return [header, content];
  });
  return cfbFile([{ name: 'Workbook', content: Buffer.concat([...bytes, Buffer.alloc(5000)]) }]);
}

/** [MS-XLS] 2.4.271: no sheets, and a path of characters of one byte or two. */
function book(path: string, isWide = false): [number, Buffer] {
  const head = Buffer.from([0, 0, path.length, 0, isWide ? 1 : 0]);
  return [0x01ae, Buffer.concat([head, Buffer.from(path, isWide ? 'utf16le' : 'latin1')])];
}

const program = packedFile('a.exe', bytesOf('MZ'));
const interactive = (action: number): Buffer => {
  const bytes = noise(5000);
  Buffer.from('0000f30f100000000000000000000000', 'hex').copy(bytes, 1000);
  bytes[1016] = action;
  return cfbFile([{ name: 'PowerPoint Document', content: bytes }]);
};

describe('documents of Office 97 to 2003', () => {
  test.each<[string, Buffer, string[]]>([
    ['a letter about DDE', letterOf(bytesOf('DDEAUTO starts programs')), []],
    ['a letter with a DDE field', letterOf(bytesOf('\x13 DDEAUTO c:\\\\a.exe \x14')), ['refuse dde']],
    ['a letter with one in Unicode', letterOf(Buffer.from('\x13 DDE cmd \x14', 'utf16le')), ['refuse dde']],
    ['a workbook with a DDE link', workbookOf(book('cmd\x03/c calc')), ['refuse dde']],
    ['a workbook with one in Unicode', workbookOf(book('cmd\x03/c calc', true)), ['refuse dde']],
    ['a workbook with links to its own sheets', workbookOf(book('\x01\x04')), []],
    ['a workbook with links to another', workbookOf(book('\x01Sales.xls')), ['warn external-content']],
    ['slides that start a program', interactive(2), ['refuse launch']],
    ['slides that go on', interactive(3), []],
    [
      'a letter with a packed program',
      cfbFile([
        { name: 'WordDocument', content: noise(5000) },
        { name: '\x01Ole10Native', content: program },
      ]),
      ['refuse program'],
    ],
    [
      'a long letter with a packed program in its middle',
      cfbFile(
        [
          { name: 'WordDocument', content: noise(20_000) },
          { name: '\x01Ole10Native', content: Buffer.concat([program, noise(5000)]) },
        ],
        { freeSectors: 400 },
      ),
      ['refuse program'],
    ],
  ])('%s', async (_name, bytes, expected) => {
    expect(await activity(bytes)).toEqual(expected);
  });
});

const text = 'application/vnd.oasis.opendocument.text';
const openDocument = (content: string, name = 'content.xml') =>
  zipFile([
    { name: 'mimetype', content: bytesOf(text), method: 0 },
    { name, content: bytesOf(`<office:document-content>${content}</office:document-content>`) },
  ]);

describe('OpenDocument', () => {
  test.each([
    ['text', '<text:p>Basic</text:p><presentation:event-listener script:event-name="dom:click"/>', []],
    ['a listener', '<script:event-listener script:event-name="dom:load"/>', ['refuse macro']],
    [
      'a script by its address',
      '<form:button xlink:href="vnd.sun.star.script:a?language=Python"/>',
      ['refuse macro'],
    ],
    ['a script in its text', '<text:script script:language="JavaScript">1</text:script>', ['refuse script']],
    ['a DDE source', '<text:dde-connection-decl office:dde-application="cmd"/>', ['refuse dde']],
    ['a DDE formula', '<table:table-cell table:formula=\'of:=DDE("cmd";"/c";"x")\'/>', ['refuse dde']],
    ['an applet', '<draw:applet xlink:href="a.class"/>', ['refuse external-object']],
    ['a frame from elsewhere', '<draw:floating-frame xlink:href="http://a/b"/>', ['refuse external-object']],
    [
      'a section from elsewhere',
      '<text:section-source xlink:href="http://a/b.odt"/>',
      ['refuse external-object'],
    ],
    ['a picture from elsewhere', '<draw:image xlink:href="https://a/b.png"/>', ['warn external-content']],
    ['its own picture', '<draw:image xlink:href="Pictures/a.png"/>', []],
  ])('of %s', async (_name, content, expected) => {
    for (const part of ['content.xml', 'styles.xml'])
      expect(await activity(openDocument(content, part), { declaredType: text })).toEqual(expected);
  });
});
