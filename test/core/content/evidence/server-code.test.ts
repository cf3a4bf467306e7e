import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../check.js';
import { bytesOf, pngChunk, pngFile } from '../file-bytes.js';
import { fixture } from '../../../fixtures/clean-files.js';
import { noise } from '../../../fixtures/filler.js';
import { id3v2Tag, mp3Frames } from '../sound-bytes.js';

const withComment = (code: string | Buffer): Buffer =>
  pngFile({ extra: [pngChunk('tEXt', Buffer.concat([bytesOf('Comment\0'), Buffer.from(code)]))] });

describe('code that a server runs', () => {
  test.each([
    '<?php system($_GET[0]);',
    '<?=system($_GET[0])?>',
    '<?= `$_GET[0]` ?>',
    '<?=7*7?>',
    "<?='x'?>",
    '<? system($_GET["c"]); ?>',
    '<?=eval(base64_decode($_POST["payload"]));',
    '<%= Runtime.getRuntime().exec(request.getParameter("c")) %>',
    '<%@ page import="java.io.*" %>',
    '<%! int a = 1; %>',
    '<% out.println(1); %>',
    '<%eval request("c")%>',
    '<!--#exec cmd="ls" -->',
    '<!--#printenv -->',
    '<?hh echo 1;',
    '<?system($_GET[0])?>',
    '<?@eval($_POST["a"]);?>',
    '<?echo `id`;?>',
    '<?include "x"?>',
    '<?\\system ("id") ?>',
    '<jsp:scriptlet>Runtime.getRuntime().exec("id");</jsp:scriptlet>',
    '<jsp:root xmlns:jsp="x" version="2.0">',
    '<jsp:directive.page import="java.io.*"/>',
    '<JSP:expression>1</JSP:expression>',
    '<p:scriptlet xmlns:p="http://java.sun.com/JSP/Page">1</p:scriptlet>',
    '<c:import url="file:///etc/passwd"/>',
    '<sql:query var="a">select 1</sql:query>',
    '<cfexecute name="cmd.exe" arguments="/c dir"></cfexecute>',
    '<CFSET x = CreateObject("java","java.lang.Runtime")>',
    '<cfscript>writeOutput(1);</cfscript>',
    '<cfoutput>#url.x#</cfoutput>',
    '<asp:Label runat="server" />',
    '<esi:include src="http://example.com/"/>',
    '<#assign x="freemarker.template.utility.Execute"?new()>',
    '<%perl>system("id")</%perl>',
  ])('%s in the metadata of a picture is refused', async (code) => {
    expect(refusals(await check(withComment(code)))).toEqual(['guest-inside']);
  });

  test.each([
    ['an XML declaration', '<?xml version="1.0"?><x:xmpmeta/>'],
    ['a packet of XMP', '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><a/><?xpacket end="w"?>'],
    ['a comparison', 'a <? b, and 5 <% of 100'],
    ['an arrow', 'x <%y> and <?=> z'],
    ['an instruction of Adobe', '<?adobe-xap-filters esc="CRLF"?><a/>'],
    ['an instruction of Office', '<?mso-application progid="Word.Document"?><a/>'],
    ['a style sheet', '<?xml-stylesheet type="text/css" href="a.css"?><a/>'],
    ['elements that begin like those', '<cfd>1</cfd> <c:chart/> <cfurniture/> <#1> <jspx/> <c:a/>'],
  ])('%s is none', async (_name, text) => {
    expect(await check(withComment(text))).toMatchObject({ verdict: 'accept', findings: [] });
  });

  const page = '<%@ page import="java.io.*" %><% out.println(1); %>';
  const photo = fixture('image/photo.jpg');
  const segment = (kind: number, content: string): Buffer =>
    Buffer.concat([Buffer.from([0xff, kind, 0, content.length + 2]), bytesOf(content)]);
  const inJpeg = (kind: number, content: string): Buffer =>
    Buffer.concat([photo.subarray(0, 2), segment(kind, content), photo.subarray(2)]);
  const gif = fixture('image/still.gif');
  test.each([
    ['a comment of JPEG', inJpeg(0xfe, page)],
    ['XMP of JPEG', inJpeg(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${page}</x:xmpmeta>`)],
    [
      'a comment of GIF',
      Buffer.concat([gif.subarray(0, -1), bytesOf(`!\xfe${String.fromCharCode(page.length)}${page}\0;`)]),
    ],
    [
      'a tag of MP3',
      Buffer.concat([id3v2Tag(bytesOf(`TIT2\0\0\0\x40\0\0\0${page}`.padEnd(200, '\0'))), mp3Frames(40)]),
    ],
    [
      'a title of PDF',
      bytesOf(`%PDF-1.4\n1 0 obj<</Title (${page})>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`),
    ],
  ])('a page in %s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).toEqual(['guest-inside']);
  });

  test('its marks stand in noise by chance', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const bytes = noise(60_000, seed);
      for (let at = 100; at < bytes.length; at += 997) bytes.write(seed % 2 ? '<%' : '<?=', at, 'latin1');
      expect(await check(withComment(bytes))).toMatchObject({ verdict: 'accept' });
    }
  }, 60_000);

  test('and in the 85 characters of ASCII85, line by line', async () => {
    const digits = Array.from(noise(60_000, 9), (byte, i) =>
      i % 75 === 74 ? '\n' : String.fromCharCode(0x21 + (byte % 85)),
    ).join('');
    const stream = digits.replaceAll(/(.{700})/gs, '$1<?=`(').replaceAll(/(.{900})/gs, '$1<%=a%>');
    const pdf = `%PDF-1.4\n1 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`;
    expect(refusals(await check(bytesOf(pdf)))).toEqual([]);
  });
});
