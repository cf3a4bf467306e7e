import { expect, test } from '@jest/globals';
import { bytesOf } from '../file-bytes.js';
import { activity } from './active.js';

const doctype = (entities: string) => `<!DOCTYPE a [${entities}]>`;

/** Namespaces other than those of pages, whose elements and attributes run something. */
const cases: [string, string, string[]][] = [
  [
    'a server page below another root',
    '<a><p:scriptlet xmlns:p="http://java.sun.com/JSP/Page">1</p:scriptlet></a>',
    ['refuse script'],
  ],
  [
    'a binding',
    '<a><x:binding xmlns:x="http://www.mozilla.org/xbl"><x:implementation><x:constructor>1</x:constructor></x:implementation></x:binding></a>',
    ['refuse script'],
  ],
  ['a binding of the W3C', '<xbl xmlns="http://www.w3.org/ns/xbl"><binding/></xbl>', ['refuse script']],
  [
    'a binding whose namespace is in its type',
    `${doctype('<!ATTLIST a xmlns CDATA #FIXED "http://www.mozilla.org/xbl">')}<a><constructor/></a>`,
    ['refuse script'],
  ],
  [
    'a listener',
    '<a><e:listener xmlns:e="http://www.w3.org/2001/xml-events" event="load" handler="#s"/></a>',
    ['refuse script'],
  ],
  [
    'an element with an event',
    '<a xmlns:ev="http://www.w3.org/2001/xml-events"><b ev:event="click" ev:handler="#s"/></a>',
    ['refuse script'],
  ],
  ['a namespace of events alone', '<a xmlns:ev="http://www.w3.org/2001/xml-events"><b event="x"/></a>', []],
  [
    'a form with an event',
    '<a xmlns:ev="http://www.w3.org/2001/xml-events"><f:action xmlns:f="http://www.w3.org/2002/xforms" ev:event="DOMActivate"/></a>',
    [],
  ],
  [
    'a form that runs a script',
    '<a><f:load xmlns:f="http://www.w3.org/2002/xforms" resource="javascript:x()"/></a>',
    ['refuse script'],
  ],
  [
    'a window of Mozilla',
    '<window xmlns="http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul" oncommand="x()"/>',
    ['refuse script'],
  ],
  [
    'a link that runs a script',
    '<a xmlns:l="http://www.w3.org/1999/xlink" l:type="simple" l:href="java&#115;cript:x()"/>',
    ['refuse script'],
  ],
  [
    'a transformation that calls Java',
    '<t:stylesheet xmlns:t="http://www.w3.org/1999/XSL/Transform" xmlns:r="http://xml.apache.org/xalan/java/java.lang.Runtime"/>',
    ['refuse script'],
  ],
  [
    'a transformation that calls PHP',
    '<t:stylesheet xmlns:t="http://www.w3.org/1999/XSL/Transform" xmlns:php="http://php.net/xsl"/>',
    ['refuse script'],
  ],
  ['a transformation', '<t:stylesheet xmlns:t="http://www.w3.org/1999/XSL/Transform"/>', []],
  ['data that are named so', '<binding><constructor/><handler event="x"/></binding>', []],
];

test.each(cases)('XML of %s', async (_name, text, expected) => {
  const bytes = bytesOf(`<?xml version="1.0"?>\n${text}`);
  expect(await activity(bytes, { declaredType: 'application/xml' })).toEqual(expected);
});
