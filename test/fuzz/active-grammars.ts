/** Tokens of what looks for active content, and of metadata that names places and people. */
import type { Grammar } from './grammar.js';

const xml = '<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml">';
const rtf = '{\\rtf1\\ansi ';
const pdf = '%PDF-1.4\n1 0 obj<<>>endobj\n';
const pdfEnd = '\nstartxref\n9\n%%EOF\n';

// One line a format, however long.
// prettier-ignore
export const activeGrammars: readonly Grammar[] = [
  { name: 'xml', start: xml, end: '</a>', atoms: ['<a/>', '<h:b/>', '<b xmlns:c="d"/>', '<b xmlns="d">', '<b xmlns:a="a"><c/>', '<h:script/>', '<Relationship Type="a" Target="b"/>', '<pkg:part pkg:contentType="oleObject"/>', '<pkg:part contentType="oleObject"/><binaryData>AAAA</binaryData>', '<w:instrText>', '<w:instrText>DD</w:instrText>', '<w:fldSimple w:instr="', '<f>=a|b!', '<f>a|</f>', '<draw:image ', '<draw:object xlink:href="a"/>', '<?xml-stylesheet ', '&a;', '<w:fldChar ', '<w:binData name="a"/>', 'DDE(', '|', '<h:b c="&#97;"/>', 'instrText', '<office:a/>', '<script language="a"/>', '<b xmlns:php="a"/>', '<b c:handler="a"/>', '<b c:href="a:bcdefghi"/>', '<text:a xlink:href="a.b"/>', '<w:instrText>HYPERLINK a.b</w:instrText>'] },
  { name: 'xml attributes', start: `${xml}<h:b `, end: '/></a>', atoms: ['xmlns:a="b" ', 'xmlns="b" ', 'formula="a|b" ', 'on="" ', 'a="&#97;" ', 'a:name="b" ', 'macrosPresent="no" '] },
  { name: 'xml entities', start: '<?xml version="1.0"?><!DOCTYPE a [', end: ']><a>&a;</a>', atoms: ['<!ENTITY a "b">', '<!ENTITY a "&a;&b;">', '<!ENTITY b "&a;"><!ENTITY a "&b;">', '<!ENTITY a SYSTEM "b">', '<!ENTITY % a "b">', '<!ENTITY a ', '<!ATTLIST a xmlns ', '<!ENTITY a PUBLIC "', '<!ENTITY'] },
  { name: 'xml references', start: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "b">]><a>', end: '</a>', atoms: ['&a;', '&', '&a', '&b;', ';&'] },
  { name: 'csv', start: 'a,b\n', atoms: ['=', ',=', '=a|', '\n=a|b', '\n=a|\'b\'', '"=DDE', '\n=DDE', ',@a|b', '\n=a|b!', '|,=', '=1+\n', '\n=aaaaaaaaaa|', '=DDE(,'] },
  { name: 'rtf objects', start: rtf, end: '}', atoms: ['\\objdata ', '{\\objdata ', '\\objdata 00', '\\objdata{', '{\\*\\objdata 0105000002000000}', '\\fldinst ', '{\\fldinst ', '\\fldinst DDE', '\\template ', '{\\template a}', '\\obj', '\\objupdate1', '\r\n', '\0', '\\objdata\r\n', '{\\fldinst a}\n', '00', "\\'00", '\\u1 ', '\\objemb '] },
  { name: 'pdf actions', start: pdf, end: pdfEnd, atoms: ['/JavaScript', '<</S/JavaScript>>', '<</AA<</F<</S/JavaScript>>>>>>', '/S', '/S ', '/S %', '/S%\n', '/XFA ', '/XFA', '#61', '#', '/J#61vaScript', '/F(', '/F(a)', '/UF<00>', '/UF<', '/EF/F(a.txt)', '/S/GoToR', '/S/GoToR/F(a)', '/Encrypt ', '/Encrypt 1 ', '/ObjStm', '/ObjStm stream\n', '<</Type/ObjStm/Length 9>>stream\nendstream', '1 0 obj<</S/JavaScript>>endobj 1 0 R', '/K 1 0 R', '/Launch', '/S\n', '/EmbeddedFile'] },
  { name: 'pdf structure', start: pdf, end: pdfEnd, atoms: ['(', '()', '(a\\)', '%', '%\n', '<', '<a', '<a>', '<<>>stream\n', '<<>>stream\nendstream ', '<</First 1>>stream\na\nendstream ', '<</ObjStm/Filter/A85>>stream\n9~>\nendstream ', '<</First 4/Filter/FlateDecode>>stream\na\nendstream ', '/URI(a)', '/URI 1 0 R', '/URI (javascript:', '/F(', '/Ref ', '/Thread/F(a)', '1 0 obj(a)', '/URI<6a>', '/EF<</F 1 0 R>>'] },
  { name: 'pdf objects', start: `${pdf}2 0 obj<</Type/ObjStm/First 900000>>stream\n`, end: `endstream${pdfEnd}`, atoms: ['1 0 ', '0 0 ', '9 ', '1 1\n'] },
  { name: 'pdf packed', start: `${pdf}2 0 obj<</Type/ObjStm/First 9/Filter[/A85/LZW/RL/AHx]>>stream\n`, end: `endstream${pdfEnd}`, atoms: ['z', '5s', '~', 'J,fQL', '!!*'] },
  { name: 'server tags', start: 'a\n', atoms: ['<cf', '<cfset', '<cfsetting', '<jsp:', '<jsp:a', '<c:', '<c:importe', '<#', '<#assigne', '<%perle', '<?a', '<?a(', '<?echo', '<?@', '<?if ', '<asp:a', '://java'] },
  { name: 'pdf catalog', start: '%PDF-1.4\n', end: '\nstartxref\n9\n%%EOF\n', atoms: ['xref\n0 1\n', 'xref\n0 9999\n', '1 0 obj<</Names 1 0 R>>endobj\n', '1 0 obj<</Kids[1 0 R 2 0 R]>>endobj\n', 'xref\n0 0\ntrailer<</Root 1 0 R/Prev 9>>\n', '1 0 obj<</Type/XRef/W[1 2 1]/Size 9/Length 9>>stream\n'] },
  { name: 'xmp', start: 'GIF89a\x03\0\x02\0\0\0\0!\xff\x0bXMP DataXMP', end: ',\0\0\0\0\x03\0\x02\0\0\x02\x02\x44\x01\0;', atoms: ['<x:xmpmeta', '<x:xmpmeta>', '<exif:GPSLatitude', '<dc:creator>', '<dc:creator><a><b>', ' tiff:Make="', ' tiff:Make=""', '<x:xmpmeta></x:xmpmeta>'] },
  { name: 'jpeg metadata', start: '\xff\xd8', atoms: ['\xff\xe1\0\x10Exif\0\0II*\0\x08\0', '\xff\xe1\0\x20Exif\0\0II*\0\x08\0\0\0\xff\xff\x69\x87\x04\0\x01\0\0\0\x08\0\0\0', '\xff\xed\0\x20Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x04\x1c\x02\x50\0', '\xff\xe1\xff\xffhttp://ns.adobe.com/xap/1.0/\0'] },
  { name: 'mp4 metadata', start: '\0\0\0\x14ftypisom\0\0\0\0isom\0\x10\0\0moov', atoms: ['\0\0\0\x08udta', '\0\0\0\x10udta\0\0\0\x08meta', '\0\0\0\x0ckeys\0\0\0\0', '\0\0\0\x08trak', '\0\0\0\x10trak\0\0\0\x08mdia', '\0\0\0\x09loci', '\0\0\0\x08ilst', '\0\0\0\x20meta\0\0\0\0\0\0\0\x14iinf\0\0\0\0\0\x01'] },
  { name: 'workbook', start: '\x09\x08\x10\0\0\x06\x05\0', atoms: ['\xae\x01\x06\0\0\0\x02\0\0a', '\x85\0\x08\0\0\0\0\0\0\0\0\0', '\x2f\0\0\0'] },
];
