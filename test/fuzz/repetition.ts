/**
 * Long files made of one piece over and over: each format's own tokens, behind what a file of it begins with. What
 * takes work out of proportion to what was read repeats something.
 */
import { cleanFiles, fixture } from '../fixtures/clean-files.js';
import { activeGrammars } from './active-grammars.js';
import { dataGrammars } from './data-grammars.js';
import type { Grammar } from './grammar.js';
import { Random } from './random.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

const svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">';
const png = fixture('image/colour.png');
const jpeg = fixture('image/photo.jpg');
const jpegScan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
const gif = fixture('image/still.gif');
const flac = fixture('audio/tone.flac');
const live = fixture('video/live.webm');
const mp4 = fixture('video/moov-first.mp4');
const wav = fixture('audio/tone.wav');
const ogg = fixture('audio/vorbis.ogg');
const rar5 = fixture('archive/version-5.rar');
const rar4 = fixture('archive/version-4.rar');
const zstd = fixture('archive/numbers.zst');
const gz = fixture('archive/named.gz');
const tar = fixture('archive/ustar.tar');
const doc = fixture('document/letter.doc');
const mp3 = fixture('audio/bare.mp3');
const text = (bytes: Buffer): string => bytes.toString('latin1');

/** One directory of TIFF that leads to the next one, which stands where it ends, with a long list of strips. */
// prettier-ignore
const tiffDirectory = '\x03\0\x11\x01\x04\0\xa0\x86\x01\0\x08\0\0\0\x17\x01\x04\0\xa0\x86\x01\0\x08\0\0\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0';

// One line a format, however long.
// prettier-ignore
export const grammars: readonly Grammar[] = [
  {
    name: 'svg',
    start: svg,
    end: '</svg>',
    atoms: [
      '<a/>', '<g>', '<g></g>', '<a b="c"/>', ' <', '<!---->', '<?a?>', '<![CDATA[]]>', '&lt;', '&#x6a;', ' ', '\n', '/', 'a', '"', '>', '=',
      '<a xlink:href="&#x6a;&#97;"/>', '<a href="&Tab;&#10;"/>', '<a:b c:d="e"/>', '<a style="fill:url(#a)"/>', '<style>a{b:url(c)}</style>',
      '<!ENTITY a "b">', '<!ENTITY a "http://b/">', '<image href="data:image/png;base64,AAAA"/>', '<use href="#a"/>', '<a b=\'c\' d="e" f="g"/>',
      '<path d="M0 0"/>', '<?xml-stylesheet type="text/css"?>', '<a on="1"/>', '<animate to="a;b;c"/>', '@import ', 'url(', 'expression ', 'behavior : ', '<t>data:text',
    ],
  },
  { name: 'svg attribute', start: `${svg}<a href="`, end: '"/></svg>', atoms: ['&#x20;', '&#', '&Tab;', ' ', 'data:', 'javascript', ';', '&amp;', '\u00a0', '\t', 'url(', ',(', 'a'] },
  { name: 'svg tag', start: `${svg}<a `, end: '/></svg>', atoms: ['b="c" ', 'b:c="" ', 'xmlns:b="c" ', 'href="#" ', 'style="a" ', ' ', 'b', 'b=', 'href="&#97;" '] },
  { name: 'svg doctype', start: '<?xml version="1.0"?><!DOCTYPE svg [', end: `]>${svg}</svg>`, atoms: ['<!ENTITY a "http://b/">', '[', ']', '<!-- -->', '<!ENTITY ', '<', '"'] },
  { name: 'xml prolog', start: '<?xml version="1.0"?>', end: '<a/>', atoms: ['<?a?>', '<!---->', ' ', '<!DOCTYPE a>', '<!', '<?', '\n', '<!DOCTYPE a [', ']'] },
  { name: 'text', start: '', atoms: ['<', '<?', '<!--', '<!', '<a', '</', '{', '[', '"', '\\', ',', ';', '\t', '\n', 'a\n', 'a,b\n', '"a,', '""', '/*', '//', '`', '```', '`a', '#', '#!', 'import a\n', '$a = 1\n', 'set a=1\n', 'Dim a\n', '1', '-', 'e', '\xff', '\x80', 'é', '\xc3', '\0', '\x01', 'BEGIN:VCARD\n', '%PDF-1.4\n', '%PDF-1.4', '{\\rtf1 }', '{\\rtf', 'PK\x03\x04', 'PK\x05\x06', 'PK', 'Rar!', '<!doctype', '<?php', '<?=', '<%', '<% ', '<%=a', '%>', 'GIF89a', '<script', '<html ', ' ', '\r', 'def a(', 'from a import b,\\', 'function A-B', 'a b', '@', '=', '%a%', 'use strict;\n', 'my $a;\n', 'a=', '[section]\n', 'a: b\n', 'MZ', '7z\xbc\xaf', '\x60\xea', '\xfd7zXZ\0', '\x1f\x8b\x08'] },
  { name: 'json', start: '{"a":[', end: ']}', atoms: ['[', '{', '1,', '"a",', '{"a":', '[]', '[[],', '"\\u0061",', ' ', '/**/', '//\n', 'null,', '-', '"a":', '1 ', '\\"', '0x', 'Infinity,'] },
  { name: 'json lines', start: '', atoms: ['{}\n', '{"a":1}\n', '[]\n', '1\n', '{"a":{}}\r\n'] },
  { name: 'rtf', start: '{\\rtf1\\ansi ', end: '}', atoms: ['{\\rtf1 }', '{', '}', '\\', '\\bin', '\\bin1 a', '\\par ', '{\\*', "\\'e4", 'a}', '{}', '\\\\', '\\b0 ', 'text text text text text}', '}\n'] },
  { name: 'pdf', start: '%PDF-1.4\n1 0 obj<<>>endobj\n', end: '\nstartxref\n9\n%%EOF\n', atoms: ['%PDF-1.4\n', 'startxref\n', 'startxref\n0\n%%EOF\n', '%%EOF\n', '1 0 obj', 'obj', 'endobj', 'stream\n', '<', '<<', 'xref\n', 'trailer', '0000000000 00000 n\r\n', ' 00000 n', '0', ' ', '0 0 ', '(', '/a', '%', '<script', '/Length 1', '0 1\n', '1 0 obj<<>>endobj\n', '\n'] },
  { name: 'pdf table', start: '%PDF-1.4\n1 0 obj<<>>endobj\nxref\n', end: 'trailer<<>>\nstartxref\n27\n%%EOF\n', atoms: ['0 0\n', '0 1\n0000000000 00000 n\r\n', '0000000000 00000 n\r\n', '1 ', '0 9999999\n'] },
  { name: 'jpeg scan', start: jpeg.subarray(0, jpegScan + 14), end: '\xff\xd9', atoms: ['\xff\0', '\xff\xd0', '\xff', '\xff\xff', '\0', '\xff\xda', '\xff\xda\0\x08\x01\x01\0\0\x3f\0', '\xff\xfe\0\x02', '\xff\xfe', '\xff\xc0', '\xff\xe0\0\x10', 'a', 'a\xff', '\xff\xd8', '\xaa', '\x55', '\xff\xfe\xff\xff', '\xff\xc4\0\x02', '\xff\xd9', '\xff\xd9\xff\xd8', '\x12\x34\x56'] },
  { name: 'jpeg head', start: '\xff\xd8', end: text(jpeg.subarray(2)), atoms: ['\xff', '\xff\xe0\0\x02', '\xff\xfe\0\x02', '\xff\xd0', '\xff\xe1\0\x20http://ns.adobe.com/xap/1.0/\0', '\xff\xe2\0\x06MPF\0', '\xff\xda\0\x02', '\xff\xc4\0\x02', '\xff\xc0\0\x02', '\xff\xe1\x40\0', '\xff\x01', '\xff\xe2\xff\xff'] },
  { name: 'png', start: png.subarray(0, 33), end: text(png.subarray(33)), atoms: ['\0\0\0\0IDATabcd', '\0\0\0\x01IDATxabcd', '\0\0\0\0tEXtabcd', '\0\0\0\x04tEXtabcdefgh', '\0\0\0\0abcd', '\0', '\0\0\0\0IEND', 'abcd', '\0\0\0\x08zTXt'] },
  { name: 'png pixels', start: png.subarray(0, 41), end: '\0\0\0\0IEND\xaeB`\x82', atoms: ['\0\0\0\0IDATabcd', 'aaaa', '\0\0\0\x0cabcd', '\0', 'IEND', '\0\0\0\0IEND', '\0\0\x10\0IDAT'] },
  { name: 'gif', start: gif.subarray(0, gif.length - 1), end: ';', atoms: ['\x01\x01', '\0', '!', '!\xf9\0', '!\xfe\x01a\0', ',', ',\0\0\0\0\x01\0\x01\0\0\x02\x01\x01\0', '\x01', '\xff', '\x02\x01', ';', '\x03,!\0', 'a', '\x01\0', '!\x01', '\x01!'] },
  { name: 'webm live', start: text(live.subarray(0, live.indexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75])))), atoms: ['\x1f\x43\xb6\x75\xff', '\x1f\x43\xb6\x75\x80', '\xa3\x81\x81', '\xa3\x80', '\xa0\x80', '\xa0\x81\xa1', '\xec\x80', '\x1f', '\xa3', '\xa0', '\xe7\x81\0', '\x1c\x53\xbb\x6b\x80', '\x1f\x43\xb6\x75\x84\xe7\x81\0\xec', '\xa3\xff', '\xbf\x80', '\x1a\x45\xdf\xa3\x80'] },
  { name: 'webm', start: '\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\xff', atoms: ['\x1f\x43\xb6\x75\xff', '\xec\x80', '\x16\x54\xae\x6b\x80', '\x16\x54\xae\x6b\x82\xae\x80', '\x1f\x43\xb6\x75\x83\xe7\x81\0', '\x15\x49\xa9\x66\x80', '\xbf\x80', '\x1f'] },
  { name: 'tiff', start: 'II*\0\x08\0\0\0', atoms: [tiffDirectory, '\x01\0', '\0', '\xff', '\x10\0', '\x11\x01\x04\0\xa0\x86\x01\0\x08\0\0\0', '\x4a\x01\x04\0\x08\0\0\0\x08\0\0\0', '\0\x10'] },
  { name: 'flac', start: flac, atoms: ['\xff\xf8', '\xff\xf8\xc9\x18', '\xff\xf8\xc9\x18\0\xc2', '\xff', '\0', '\xff\xff', '\xff\xf9', 'a'] },
  { name: 'flac head', start: 'fLaC', end: text(flac.subarray(4)), atoms: ['\0\0\0\0', '\x04\0\0\0', '\x01\0\0\x04abcd', '\x03\0\0\0'] },
  { name: 'mp3', start: mp3, atoms: ['\xff\xfb', '\xff\xfb\x90\x64', '\xff', '\xff\xff', '\0', 'a', '\xff\xe3\x18\xc4', '\xff\xf3\x14\xc0', '\xff\xfb\x10\x64', 'ID3', 'TAG', '\xff\xff\x14\0', 'LYRICSEND', 'APETAGEX'] },
  { name: 'aac', start: text(Buffer.from('fff15080015ffc', 'hex')).repeat(3), atoms: ['\xff\xf1\x50\x80\x01\x1f\xfc\x00', '\xff\xf1', '\xff\xf1\x50\x80', '\xff', '\xff\xf1\x50\x80\x01\x1f\xfc'] },
  { name: 'ogg', start: ogg, atoms: ['OggS', 'OggS\0', `OggS\0\0${'\0'.repeat(20)}\0`, `OggS\0\0${'\0'.repeat(20)}\x01\0`, `OggS\0\0${'\0'.repeat(20)}\xff`, 'O', '\0', `OggS\0\0${'\xff'.repeat(20)}\xff`] },
  { name: 'mp4', start: mp4, atoms: ['\0\0\0\x08free', '\0\0\0\x08moof', '\0\0\0\x08mdat', '\0\0\0\x08sidx', 'moof', 'mdat', '\0', '\0\0\0\x0cskipabcd', '\0\0\0\x08abcd', 'traf', '\0\0\0\x08udta', 'hdlr'] },
  { name: 'mp4 boxes', start: '\0\0\0\x14ftypisom\0\0\0\0isom', end: text(mp4), atoms: ['\0\0\0\x08free', '\0\0\0\x08moov', '\0\0\0\x08meta', '\0\0\0\x08moof', '\0\0\0\x10moov\0\0\0\x08trak', '\0\0\0\x08trak', 'tkhd', '\0\x10\0\0moov'] },
  { name: 'heif', start: '\0\0\0\x14ftypheic\0\0\0\0heic\0\x10\0\0meta\0\0\0\0', atoms: ['\0\0\0\x08iloc', '\0\0\0\x08iprp', '\0\0\0\x08ipco', '\0\0\0\x08ipma', '\0\0\0\x08pitm', '\0\0\0\x14ispe\0\0\0\0\0\0\0\x01\0\0\0\x01', '\0'] },
  { name: 'wav', start: wav.subarray(0, 36), end: text(wav.subarray(36)), atoms: ['abcd\0\0\0\0', 'LIST\x04\0\0\0INFO', 'JUNK\0\0\0\0', 'abcd\x01\0\0\0a', '\0', 'fmt \0\0\0\0'] },
  { name: 'avi', start: 'RIFF\xff\xff\xff\x7fAVI ', atoms: ['JUNK\0\0\0\0', 'LIST\x04\0\0\0movi', 'LIST\x04\0\0\0hdrl', 'RIFF\x04\0\0\0AVIX', 'idx1\0\0\0\0'] },
  { name: 'rar5', start: rar5, atoms: [text(rar5.subarray(8, 21)), '\0', '\xff', text(rar5.subarray(-8)), '\0\0\0\0\xff\x1f\x01', '\x01\x02\x03\x04\xff\x1f\x02'] },
  { name: 'rar4', start: rar4, atoms: [text(rar4.subarray(7, 20)), '\0', '\0\0\x74\0\0\xff\x0f', '\0\0\x7a\0\x80\xff\x0f', '\0\0\x7b\0\0\x07\0', '\0\0\x73\0\0\xff\x0f', '\0\0\x75\0\0\x07\0'] },
  { name: 'zstd', start: zstd, atoms: ['\0\0\0', '\x01\0\0', '\x28\xb5\x2f\xfd', '\x28\xb5\x2f\xfd\x20\0\x01\0\0', '\x50\x2a\x4d\x18\0\0\0\0', '\x02\0\0', '\x09\0\0a', '\x08\0\0a', '\x2a\x4d\x18', '\x0b\0\0'] },
  { name: 'gzip', start: gz, atoms: [text(gz), '\x1f\x8b\x08', '\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0', '\0', '\0\0\0\xff\xff', '\x04', '\x1f\x8b\x08\x08\0\0\0\0\0\x03a', '\x01\0\0\xff\xff', '\xed\xc0'] },
  { name: 'gzip blocks', start: text(gz.subarray(0, 22)), atoms: ['\0\0\0\xff\xff', '\x4a\x04\0', '\x02', '\0', '\x04\xc1', '\xec\xbd\x07', '\x4b\x4c'] },
  { name: 'bzip2', start: fixture('archive/numbers.bz2'), atoms: ['BZh91AY&SY', '\x17\x72\x45\x38\x50\x90', '\0', '\x17\x72\x45\x38\x50\x90\0\0\0\0', '\x72\x45\x38\x50\x90'] },
  { name: 'xz', start: fixture('archive/numbers.xz'), atoms: ['YZ', '\0', '\0\0\0\0\0\x04YZ', text(fixture('archive/numbers.xz').subarray(-12)), text(fixture('archive/no-check.xz'))] },
  { name: 'tar', start: tar, atoms: ['\0', text(tar.subarray(0, 512)), 'ustar', '0', text(tar)] },
  { name: 'zip', start: fixture('archive/plain.zip'), atoms: ['PK\x05\x06', 'PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06\0\0', '\0', 'PK\x06\x07', 'PK\x05\x06'.padEnd(22, '\0')] },
  { name: 'cfb', start: doc, atoms: ['\0', '\xff', '\xfe\xff\xff\xff', 'R\0o\0o\0t\0', text(doc.subarray(0, 512)), '\x02\x00\x00\x04\x0c\x00\x00\x00'] },
  { name: 'excel', start: '\x09\x08\x10\0\0\x06\x05\0', atoms: ['\0\0\0\0', '\x0a\0\0\0', '\x05\0\x01\0a', '\x01\0\0\0'] },
  ...activeGrammars,
  ...dataGrammars,
  { name: 'bytes', start: '', atoms: Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)) },
];

/** A file of one of the grammars, of 1 to 2 MiB. */
export interface Repetition {
  readonly name: string;
  readonly bytes: Buffer;
}

const fewBytes = 1024 * 1024 - 4096;
const manyBytes = 2 * 1024 * 1024 - 64 * 1024;

function repeated(name: string, { start, end = '' }: Grammar, piece: Buffer, length: number): Repetition {
  const parts = [typeof start === 'string' ? latin(start) : start, Buffer.alloc(length, piece), latin(end)];
  return { name: `${name}, ${length} bytes`, bytes: Buffer.concat(parts) };
}

/** Each atom of each format, alone, in files of these lengths. */
export function* repetitions(lengths: readonly number[] = [fewBytes, manyBytes]): Generator<Repetition> {
  for (const grammar of grammars)
    for (const atom of grammar.atoms)
      for (const length of lengths)
        yield repeated(`${grammar.name}: ${JSON.stringify(atom.slice(0, 40))}`, grammar, latin(atom), length);
  for (const { file } of cleanFiles) {
    const bytes = fixture(file);
    if (bytes.length > 30_000) continue;
    yield repeated(`copies of ${file}`, { name: file, start: '', atoms: [] }, bytes, lengths[0] ?? fewBytes);
  }
}

/** A few atoms of one format side by side, over and over. */
export function mixedRepetition(seed: number): Repetition {
  const random = new Random(seed * 104_729);
  const grammar = random.of(grammars);
  const atoms = Array.from({ length: 2 + random.below(3) }, () => random.of(grammar.atoms));
  const length = random.of([fewBytes, manyBytes]);
  return repeated(
    `${grammar.name}, seed ${seed}: ${JSON.stringify(atoms.join('').slice(0, 60))}`,
    grammar,
    latin(atoms.join('')),
    length,
  );
}
