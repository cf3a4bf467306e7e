/** Grammars of models, tables, books, mail, and of sound and film beside those of repetition.ts. */
import { fixture } from '../fixtures/clean-files.js';
import type { Grammar } from './grammar.js';

const song = fixture('audio/song.mid');
const pcap = fixture('dataset/packets.pcap');
const pcapng = fixture('dataset/packets.pcapng');
const lz4 = fixture('archive/checked.lz4');
const jxl = fixture('image/lossless.jxl');
const packet = '\x47\x40\0\x10\0\0\xb0\x0d\0\x01\xc1\0\0'.padEnd(188, '\xff');

// One line a format, however long.
// prettier-ignore
export const dataGrammars: readonly Grammar[] = [
  { name: 'mail', start: 'From: Ann <a@example.com>\nDate: Mon, 30 Nov 2026 10:00:00 +0000\n', atoms: ['A: b\n', ' b\n', ':', 'Content-Type: a; name="b.txt"\n', 'content-disposition: attachment; filename=b\n', 'content-type:', ' name=', 'name="', ';', '\n', 'A:'] },
  { name: 'mbox', start: 'From ann@example.com Mon Nov 30 10:00:00 2026\nFrom: a\nDate: Mon, 30 Nov 2026 10:00:00 +0000\n\n', atoms: ['From ', 'Content-Type: text/plain; name=a\n', '\n \n', 'content-type:\n a\n'] },
  { name: 'dxf text', start: '  0\nSECTION\n  2\nHEADER\n', atoms: ['  9\n$A\n', '0\n', '999\na\n', ' '] },
  { name: 'obj', start: 'v 0 0 0\nv 1 0 0\nv 0 1 0\n', atoms: ['f 1 2 3\n', 'v 0 0 0\n', 'f 1/1/1 ', 'f 1', '-', '1e', 'v ', 'usemtl '] },
  { name: 'stl text', start: 'solid a\n', atoms: ['facet normal 0 0 1\n', ' ', '\n', '0', 'vertex 0 0 0 '] },
  { name: 'points', start: 'ply\nformat ascii 1.0\n', atoms: ['comment a\n', 'element vertex 1\n', 'end_header\n', 'property float x\n'] },
  { name: 'postscript', start: '%!PS-Adobe-3.0\n%%EndComments\n', atoms: ['%%', '0 0 moveto ', '/a {} def ', '/a {', '{', '(%pipe%', '%%EOF\n', '/a', '0 '] },
  { name: 'postscript without a comment', start: '%!PS\n', atoms: ['0 ', '0 0 ', '/a{', '/a ', '{', '\r', '1.'] },
  { name: 'torrent', start: 'd8:announce3:abc4:infod', end: 'ee', atoms: ['1:a', '0:', 'i1e', 'd', 'l', 'le', 'de', 'e', '9:', '2:aai1e'] },
  { name: 'mpeg-ts', start: packet.repeat(6), atoms: [packet, '\x47', '\x47\x40\0\x10', '\xff', '\0'] },
  { name: 'mpeg-ps', start: '\0\0\x01\xba\x44\0\x04\0\x04\x01\0\x1d\x4b\xf8\0\0\x01\xe0\0\x02ab\0\0\x01\xe0\0\x02ab', atoms: ['\0\0\x01\xe0\0\0', '\0\0\x01', '\0', '\0\0\x01\xb3', '\0\0\x01\xba'] },
  { name: 'flv', start: 'FLV\x01\x05\0\0\0\x09\0\0\0\0', atoms: ['\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\x0b', '\x09\0\0\x01\0\0\0\0\0\0\0a\0\0\0\x0c', '\0'] },
  { name: 'amr', start: '#!AMR\n', atoms: ['\x7c', '\x44', '\x04', `\x04${'\0'.repeat(12)}`, `\x7c\x04${'\0'.repeat(12)}`] },
  { name: 'ac3', start: fixture('audio/tone.ac3'), atoms: ['\x0b\x77', '\x0b\x77\0\0\x10\x40', '\x0b', '\x0b\x77\0\x01\0\x80'] },
  { name: 'aiff', start: 'FORM\x7f\xff\xff\xffAIFF', atoms: ['abcd\0\0\0\0', 'COMM\0\0\0\0', 'SSND\0\0\0\0', '\0'] },
  { name: 'midi', start: song, atoms: ['MTrk\0\0\0\0', 'MTrk', '\0\x90', '\0'] },
  { name: 'midi tracks', start: 'MThd\0\0\0\x06\0\x01\xff\xff\x01\xe0MTrk\0\0\0\x04\0\xff\x2f\0', atoms: ['MTrk\0\0\0\0', 'MTrk\0\0\0\x04\0\xff\x2f\0'] },
  { name: 'pcap', start: pcap.subarray(0, 24), atoms: ['\0\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0a', '\x01\0\0\0', '\0', '\x01', '\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0'] },
  { name: 'pcap tail', start: pcap, atoms: ['\x01\0\0\0', '\0\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0a', '\x10\0\0\0', '\x01\0'] },
  { name: 'pcapng', start: pcapng, atoms: ['\x06\0\0\0\x0c\0\0\0\x0c\0\0\0', '\x0c\0\0\0', '\0'] },
  { name: 'lz4', start: lz4.subarray(0, 7), atoms: ['\x01\0\0\x80a\0\0\0\0', '\0', '\x01\0\0\0', '\x04\0\0\x80'] },
  { name: 'jxl', start: jxl.subarray(0, 16), atoms: ['\0', '\xff', '\x01', '\x55', '\x0f', '\xf8'] },
  { name: 'jxl frames', start: '\xff\x0a', atoms: ['\0', '\x7f', '\x13\x08', '\x80', '\x02', '\x1c\x20'] },
  { name: 'exr', start: '\x76\x2f\x31\x01\x02\0\0\0', atoms: ['a\0b\0\0\0\0\0', 'a\0', 'channels\0chlist\0\x01\0\0\0\0', '\0'] },
  { name: 'avro', start: 'Obj\x01', atoms: ['\x02\x02a\x02b', '\x02\0\0', '\x01\0', '\x80', '\x04'] },
  { name: 'asf', start: fixture('audio/tone.wma').subarray(0, 30), atoms: [`${'\0'.repeat(16)}\x18\0\0\0\0\0\0\0`, '\0', '\x18'] },
  { name: 'dicom', start: `${'\0'.repeat(128)}DICM\x02\0\0\0UL\x04\0\xff\xff\0\0`, atoms: ['\x02\0\x01\0OB\0\0', '\x02\0\x10\0UI\0\0', '\0'] },
  { name: 'hdf5', start: fixture('dataset/old.h5'), atoms: ['\0', '\x89HDF\r\n\x1a\n'] },
  { name: 'sqlite', start: fixture('dataset/people.sqlite'), atoms: ['\0', 'PK\x05\x06'] },
  { name: 'npy', start: "\x93NUMPY\x03\0\xff\xff\0\0{'descr': '<f8', 'fortran_order': False, 'shape': (", atoms: ['1, ', '1', ',', ' ', "'"] },
  { name: 'dbf', start: fixture('dataset/points.dbf').subarray(0, 32), atoms: ['A'.padEnd(11, '\0') + 'C\0\0\0\0\x01'.padEnd(21, '\0'), '\0', 'A'] },
];
