import { describe, expect, test } from '@jest/globals';
import { bytesOf } from '../file-bytes.js';
import { activity } from './active.js';
import { packedFile } from './package-bytes.js';

const xhtml = 'http://www.w3.org/1999/xhtml';
const doctype = (entities: string) => `<!DOCTYPE a [${entities}]>`;
const bomb = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

const markup: [string, string, string[]][] = [
  ['data', '<order xmlns="urn:x"><script>total</script><form on="1"/></order>', []],
  ['a script of a page', `<a><h:script xmlns:h="${xhtml}">1</h:script></a>`, ['refuse script']],
  ['a handler of a page', `<a><b xmlns="${xhtml}" onload="x()"/></a>`, ['refuse script']],
  [
    'a drawing with a script',
    '<a><svg xmlns="http://www.w3.org/2000/svg"><script/></svg></a>',
    ['refuse script'],
  ],
  [
    'a namespace in references',
    `<a xmlns:h="http&#58;//www.w3.org/1999/xhtml"><h:script/></a>`,
    ['refuse script'],
  ],
  [
    'a namespace by an entity',
    `<!DOCTYPE a [<!ENTITY n "${xhtml}">]><a><h:script xmlns:h="&n;"/></a>`,
    ['refuse script'],
  ],
  [
    'a namespace by default of its type',
    `<!DOCTYPE a [<!ATTLIST a xmlns CDATA #FIXED "${xhtml}">]><a><script/></a>`,
    ['refuse script'],
  ],
  [
    'a page whose namespace ends before a name',
    `<feed><b xmlns="${xhtml}">x</b><object data="1"/><script/></feed>`,
    [],
  ],
  [
    'a formula with a script',
    '<a><m:mi xmlns:m="http://www.w3.org/1998/Math/MathML" xlink:href="javascript:x()"/></a>',
    ['refuse script'],
  ],
  ['a formula', '<a><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math></a>', []],
  [
    'another page in its place',
    `<a><h:meta xmlns:h="${xhtml}" http-equiv="Refresh" content="0;url=https://example.com/"/></a>`,
    ['refuse external-object'],
  ],
  ['a scriptlet', '<scriptlet><script language="JScript">1</script></scriptlet>', ['refuse script']],
  [
    'an entity of a file',
    `${doctype('<!ENTITY f SYSTEM "file:///etc/passwd">')}<a>&f;</a>`,
    ['refuse entity'],
  ],
  [
    'an entity of a site',
    `${doctype('<!ENTITY % p SYSTEM "http://example.com/x.dtd"> %p;')}<a/>`,
    ['refuse entity'],
  ],
  [
    'a chapter beside it',
    `${doctype('<!ENTITY one SYSTEM "one.xml">')}<a>&one;</a>`,
    ['warn external-content'],
  ],
  ['a picture that is never parsed', `${doctype('<!ENTITY p "plain">')}<a>&p;</a>`, []],
  ['a billion laughs', `${doctype(`<!ENTITY l0 "lol">${bomb}`)}<a>&l9;</a>`, ['refuse entity']],
  [
    'a long entity, often',
    `${doctype(`<!ENTITY l "${'x'.repeat(9_000)}">`)}<a>${'&l;'.repeat(900)}</a>`,
    ['refuse entity'],
  ],
  ['an entity of itself', `${doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">')}<a>&a;</a>`, ['refuse entity']],
  [
    'a published type',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist/>',
    [],
  ],
  ['a transformation', '<?xml-stylesheet type="text/xsl" href="a.xsl"?><a/>', ['warn stylesheet']],
  ['a transformation in itself', '<?xml-stylesheet type="text/xsl" href="#s"?><a/>', ['refuse script']],
  ['a style sheet beside it', '<?xml-stylesheet type="text/css" href="a.css"?><a/>', []],
  [
    'macros of Word 2003',
    '<w:wordDocument xmlns:w="urn:w" w:macrosPresent="yes"><w:docSuppData><w:binData w:name="editdata.mso">QQ</w:binData></w:docSuppData></w:wordDocument>',
    ['refuse macro'],
  ],
  [
    'pictures of Word 2003',
    '<w:wordDocument xmlns:w="urn:w"><w:binData w:name="wordml://1.png">QQ</w:binData></w:wordDocument>',
    [],
  ],
  [
    'a flat package with macros',
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/x.bin" pkg:contentType="application/vnd.ms-office.vbaProject"/></pkg:package>',
    ['refuse macro'],
  ],
  [
    'a flat package with a template from elsewhere',
    '<pkg:package xmlns:pkg="x"><pkg:xmlData><Relationships><Relationship Type="x/attachedTemplate" Target="http://a/b" TargetMode="External"/></Relationships></pkg:xmlData></pkg:package>',
    ['refuse external-template'],
  ],
  [
    'a flat package with a packed program',
    `<pkg:package xmlns:pkg="x"><pkg:part pkg:name="/a.bin" pkg:contentType="application/vnd.openxmlformats-officedocument.oleObject"><pkg:binaryData>${packedFile('a.exe', bytesOf('MZ')).toString('base64')}</pkg:binaryData></pkg:part></pkg:package>`,
    ['refuse program'],
  ],
  [
    'a flat document with a script',
    '<office:document xmlns:office="o" xmlns:script="s"><script:event-listener xlink:href="vnd.sun.star.script:x"/></office:document>',
    ['refuse macro'],
  ],
  [
    'a flat document with a link to a program',
    '<office:document xmlns:office="o"><text:a xlink:href="file:///C:/Windows/System32/cmd.exe"/></office:document>',
    ['refuse launch'],
  ],
  [
    'a flat presentation that starts a program',
    '<office:document xmlns:office="o"><presentation:event-listener presentation:action="execute" xlink:href="../a"/></office:document>',
    ['refuse launch'],
  ],
  [
    'a flat document with a link to a page',
    '<office:document xmlns:office="o"><text:a xlink:href="https://example.com/a.exe"/></office:document>',
    [],
  ],
  [
    'a sheet that starts a program',
    `<Workbook xmlns:ss="urn"><Cell ss:Formula="=cmd|'/c calc'!A0"/></Workbook>`,
    ['refuse dde'],
  ],
];

describe('XML', () => {
  test.each(markup)('of %s', async (_name, text, expected) => {
    const bytes = bytesOf(`<?xml version="1.0"?>\n${text}`);
    expect(await activity(bytes, { declaredType: 'application/xml' })).toEqual(expected);
  });

  test.each([
    ['UTF-7', ['refuse script']],
    ['ISO-2022-JP-2', ['refuse script']],
    ['IBM037', ['refuse script']],
    ['IBM850', []],
    ['windows-1252', []],
    ['Shift_JIS', []],
  ])('that declares the encoding %s', async (encoding, expected) => {
    const bytes = bytesOf(`<?xml version="1.0" encoding="${encoding}"?><a>+ADw-script+AD4-</a>`);
    expect(await activity(bytes, { declaredType: 'application/xml' })).toEqual(expected);
  });

  test('in UTF-16, and behind more than its ends', async () => {
    const text = `\ufeff<?xml version="1.0"?><a><b>${'data '.repeat(30_000)}</b><h:script xmlns:h="${xhtml}"/>${'<c/>'.repeat(30_000)}</a>`;
    expect(await activity(Buffer.from(text, 'utf16le'), { declaredType: 'application/xml' })).toEqual([
      'refuse script',
    ]);
  });
});

const formula = "=cmd|'/c calc'!A0";
const tables: [string, string, string[]][] = [
  ['numbers', 'a,b\n=1+2,3\n-5,+6\n', []],
  ['a program', `a,b\n1,${formula}\n`, ['refuse dde']],
  ['a program in quotes', `a,b\n1,"${formula}"\n`, ['refuse dde']],
  ['a program by another sign', "a,b\n1,@SUM(1+1)*cmd|'/c calc'!A0\n", ['refuse dde']],
  ['a program of LibreOffice', 'a,b\n1,"=DDE(""cmd"";""/c calc"";""x"")"\n', ['refuse dde']],
  ['bars and signs', 'a|b|c\n-1|wow!|=x\n', []],
  ['a text about it', `a,b\n1,Never write ${formula}\n`, []],
];

describe('a table', () => {
  test.each(tables)('of %s', async (_name, text, expected) => {
    expect(await activity(bytesOf(text), { declaredType: 'text/csv', filename: 'a.csv' })).toEqual(expected);
  });

  test('of uneven rows, behind many others', async () => {
    const bytes = bytesOf(`a,b\n1,2,3\n${'1,2\n'.repeat(30_000)}1,${formula}\n${'1,2\n'.repeat(30_000)}`);
    expect(await activity(bytes, { declaredType: 'text/csv' })).toEqual(['refuse dde']);
  });
});

const data = (name: string, content: Buffer): string => {
  const number = (value: number) => Buffer.from(Uint32Array.of(value).buffer).toString('hex');
  const label = Buffer.from(`${name}\0`, 'latin1');
  return `01050000${number(2)}${number(label.length)}${label.toString('hex')}${number(0)}${number(0)}${number(content.length)}${content.toString('hex')}`;
};
const program = data('Package', packedFile('a.exe', bytesOf('MZ')).subarray(4));

const rich: [string, string, string[]][] = [
  ['text', 'Hello \\b there\\b0', []],
  ['an object that updates itself', '{\\object\\objemb\\objupdate x}', ['refuse object']],
  ['a linked object', '{\\object\\objautlink x}', ['refuse external-object']],
  ['a word with a number, in capitals', '{\\object\\OBJUPDATE1 x}', ['refuse object']],
  ['a word with a line in it', '{\\object\\objup\r\ndate x}', ['refuse object']],
  ['a control', '{\\object\\objocx x}', ['refuse control']],
  ['a word that is text', 'Write \\\\objupdate here', []],
  ['a packed program', `{\\object\\objemb{\\*\\objdata ${program}}}`, ['refuse program']],
  [
    'a packed program, its digits apart',
    `{\\object\\objemb{\\*\\objdata55 ${program.replace(/(.{7})/g, '$1\r\n{\\x 00}\\y1 ')}}}`,
    ['refuse program'],
  ],
  [
    'a link as object',
    `{\\object\\objemb{\\*\\objdata ${data('OLE2Link', bytesOf('x'))}}}`,
    ['refuse external-object'],
  ],
  ['a sheet', `{\\object\\objemb{\\*\\objdata ${data('Excel.Sheet.8', bytesOf('x'))}}}`, []],
  ['a DDE field', '{\\field{\\*\\fldinst {\\b DD}{\\i EAUTO} c:\\\\a.exe}}', ['refuse dde']],
  ['a link to a program', '{\\field{\\*\\fldinst HYPERLINK "file:///C:\\\\a.exe"}}', ['refuse launch']],
  ['a link to a script', '{\\field{\\*\\fldinst {HYPERLINK} "java\\\'73cript:x()"}}', ['warn script-link']],
  ['a link to nowhere', '{\\field{\\*\\fldinst HYPERLINK "javascript:void(0);"}}', []],
  ['a link to a page', '{\\field{\\*\\fldinst HYPERLINK "https://example.com/a.exe"}}', []],
  ['a page number', '{\\field{\\*\\fldinst PAGE}}', []],
  ['a template from elsewhere', '{\\*\\template http://example.com/a.dotm}', ['refuse external-template']],
  [
    'a template in references',
    "{\\*\\template \\u104?\\'74tp://example.com/a.dotm}",
    ['refuse external-template'],
  ],
  ['its own template', '{\\*\\template C:\\\\Templates\\\\a.dotm}', []],
];

describe('rich text', () => {
  test.each(rich)('of %s', async (_name, text, expected) => {
    expect(await activity(bytesOf(`{\\rtf1\\ansi ${text}}`), { declaredType: 'application/rtf' })).toEqual(
      expected,
    );
  });

  test('behind more than its ends', async () => {
    const prose = 'Hello \\b there\\b0  '.repeat(8_000);
    const bytes = bytesOf(`{\\rtf1\\ansi ${prose}{\\object\\objautlink x}${prose}}`);
    expect(await activity(bytes, { declaredType: 'application/rtf' })).toEqual(['refuse external-object']);
  });
});
