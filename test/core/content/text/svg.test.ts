import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../check.js';
import { bytesOf } from '../file-bytes.js';

const svg = (inside: string, attributes = '') =>
  bytesOf(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);
const declared = { declaredType: 'image/svg+xml', maxPixels: 1 };

describe('SVG', () => {
  test.each([
    ['shapes', svg('<path d="M0 0"/><text>on two = 2 &lt;script&gt;</text>')],
    ['a title that mentions a handler', svg('<title>onload = nothing</title>')],
    ['an attribute that holds a tag sign', svg('<path aria-label="a > b"/>')],
    ['a namespace of events that nothing uses', svg('', 'xmlns:ev="http://www.w3.org/2001/xml-events"')],
    ['an embedded picture', svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>')],
    [
      'a style sheet',
      bytesOf('<?xml-stylesheet type="text/css" href="a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    [
      "Illustrator's entities",
      bytesOf(
        '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;"><g/></svg>',
      ),
    ],
    [
      'a byte order mark and UTF-16',
      Buffer.concat([bytesOf('\xff\xfe'), Buffer.from('<svg xmlns="x"/>', 'utf16le')]),
    ],
  ])('%s is accepted', async (_name, bytes) => {
    expect(await check(bytes, declared)).toMatchObject({ verdict: 'accept', detectedType: 'image/svg+xml' });
  });

  test.each([
    ['a script', svg('<script>1</script>')],
    ['a script under a prefix', svg('<ö:script xmlns:ö="http://www.w3.org/2000/svg"/>')],
    ['a handler', svg('', 'onload="alert(1)"')],
    ['an event', svg('<g e:event="click" e:handler="#h"/>', 'xmlns:e="http://www.w3.org/2001/xml-events"')],
    ['a listener', svg('<e:listener/>', 'xmlns:e="http://www.w3.org/2001/xml-events"')],
    ['a binding', svg('<x:binding xmlns:x="http://www.mozilla.org/xbl"><x:constructor/></x:binding>')],
    ['a binding in a style', svg('<g style="binding: url(#b)"/>')],
    ['a handler in time', svg('<set attributeName="onmouseover" to="alert(1)"/>')],
    ['a server page in a comment', svg('<!-- <jsp:scriptlet>1</jsp:scriptlet> -->')],
    ['a server page by its namespace', svg('', 'xmlns:j="http://java.sun.com/JSP/Page"')],
    ['ColdFusion', svg('<cfexecute name="cmd.exe"/>')],
    ['PHP with short tags', svg('<?system($_GET[0])?>')],
    ['a handler behind a tag sign', svg('<path aria-label="a > b" onclick="alert(1)"/>')],
    ['a handler on a line of its own', svg('<path\nonclick\n=\n"alert(1)"/>')],
    ['a page', svg('<foreignObject><b/></foreignObject>')],
    ['a script target', svg('<a href="javascript:alert(1)"/>')],
    ['a script target in references', svg('<a href="&#x6A;ava&#115;cript&colon;alert(1)"/>')],
    ['a script target with a line break', svg('<a href="java\nscript:alert(1)"/>')],
    ['a script target set by an animation', svg('<set attributeName="href" to="javascript:alert(1)"/>')],
    ['a script target among values', svg('<animate values="x;javascript:alert(1)"/>')],
    ['a script target behind many blanks', svg(`<a href="${' '.repeat(100_000)}javascript:alert(1)"/>`)],
    ['a script target behind many references', svg(`<a href="${'&#9;'.repeat(9_000)}javascript:alert(1)"/>`)],
    [
      'a script target behind many values',
      svg(`<animate values="${'x;'.repeat(9_000)}javascript:alert(1)"/>`),
    ],
    ['a page as target', svg('<a href="data:text/html,x"/>')],
    ['a drawing as target', svg('<use href="data:image/svg+xml;base64,AAAA#x"/>')],
    [
      'an entity that could be markup',
      bytesOf('<!DOCTYPE svg [<!ENTITY a "<script/>">]><svg xmlns="x">&a;</svg>'),
    ],
    [
      'a bomb of entities',
      bytesOf('<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg xmlns="x">&b;</svg>'),
    ],
    [
      'an outside entity',
      bytesOf('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="x">&a;</svg>'),
    ],
    ['a program as style sheet', bytesOf('<?xml-stylesheet type="text/xsl" href="a.xsl"?><svg xmlns="x"/>')],
    ['a script that HTML parsers see', svg('<path d=1 onclick=alert(1) />')],
    ['an encoding that hides tags', bytesOf('<?xml version="1.0" encoding="UTF-7"?><svg xmlns="x"/>')],
    [
      'UTF-16 with a script',
      Buffer.concat([bytesOf('\xff\xfe'), Buffer.from('<svg><script/></svg>', 'utf16le')]),
    ],
    ['a script far inside', svg(`${'<g/>'.repeat(50_000)}<script/>`)],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes, declared))).toEqual(['svg-active']);
  });

  test('a drawing that is too long to be checked whole is refused', async () => {
    expect(refusals(await check(svg(' '.repeat(1024 * 1024)), declared))).toEqual(['svg-too-large']);
  });
});
