/** Marks of models, tables, books and mail beside those of marks.ts. */
import { be, latin, le, mark, type Mark } from './mark.js';

const hdf5 = '\x89HDF\r\n\x1a\n';
const columns = [
  'application/vnd.apache.parquet',
  'application/vnd.apache.arrow.file',
  'application/vnd.apache.orc',
];
const [parquet = '', arrow = '', orc = ''] = columns;
const books = ['application/x-mobipocket-ebook', 'application/vnd.amazon.mobi8-ebook'];
const las = ['application/vnd.las', 'application/vnd.laszip'];
const mail = ['message/rfc822', 'application/mbox'];

/** A mark in front of the body, and one behind it. */
const between = (family: string, type: string, before: string, behind: (body: Buffer) => Buffer): Mark => ({
  family,
  name: `${JSON.stringify(before)} … and at the end`,
  types: [type],
  before: (body) => Buffer.concat([latin(before), body, behind(body)]),
});

const half = (body: Buffer): Buffer => le(Math.floor(body.length / 2));

export const dataMarks: readonly Mark[] = [
  mark('glb', 'model/gltf-binary', 'glTF\x02\0\0\0', (body) => le(body.length + 12)),
  mark('glb', 'model/gltf-binary', 'glTF\x02\0\0\0', (body) => le(body.length + 20), half, 'JSON'),
  mark('dwg', 'image/vnd.dwg', 'AC1015'),
  mark('dwg', 'image/vnd.dwg', 'AC1032\0\0\0\0\0'),
  mark('dwg', 'image/vnd.dwg', 'AC1021\0\0\0\0\0\0\0', '\x80\x04\0\0'),
  mark('dxf', 'image/vnd.dxf', 'AutoCAD Binary DXF\r\n\x1a\0'),
  mark('dxf', 'image/vnd.dxf', '  0\nSECTION\n  2\nHEADER\n'),
  mark('fbx', 'application/vnd.autodesk.fbx', 'Kaydara FBX Binary  \0\x1a\0'),
  mark('fbx', 'application/vnd.autodesk.fbx', 'Kaydara FBX Binary  \0\x1a\0\xe8\x1c\0\0'),
  mark('las', las, 'LASF'),
  mark('las', las, 'LASF', Buffer.alloc(20), '\x01\x02'),
  mark('points', ['model/ply'], 'ply\n'),
  mark('points', ['model/ply'], 'ply\nformat binary_little_endian 1.0\n'),
  mark('points', ['application/vnd.pcl.pcd'], '# .PCD v0.7 - Point Cloud Data file format\nVERSION 0.7\n'),
  mark('mesh', ['model/obj', 'model/stl'], 'v 1.0 2.0 3.0\n'),
  mark('mesh', ['model/stl', 'model/obj'], 'solid ball\n'),
  mark('mesh', ['model/stl', 'model/obj'], Buffer.alloc(80), (body) => le(Math.floor(body.length / 50))),
  mark('sqlite', 'application/vnd.sqlite3', 'SQLite format 3\0'),
  mark('sqlite', 'application/vnd.sqlite3', 'SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20'),
  mark('columns', [parquet, ...columns], 'PAR1'),
  between('columns', parquet, 'PAR1', (body) => Buffer.concat([half(body), latin('PAR1')])),
  mark('columns', [arrow, ...columns], 'ARROW1\0\0'),
  between('columns', arrow, 'ARROW1\0\0', (body) => Buffer.concat([half(body), latin('ARROW1')])),
  mark('columns', [orc, ...columns], 'ORC'),
  between('columns', orc, 'ORC', () => latin('ORC\x17')),
  mark('avro', 'application/vnd.apache.avro', 'Obj\x01'),
  mark('avro', 'application/vnd.apache.avro', 'Obj\x01\x04\x16avro.schema'),
  mark('hdf5', 'application/x-hdf5', hdf5),
  mark('hdf5', 'application/x-hdf5', hdf5, '\x02\x08\x08\0'),
  mark('hdf5', 'application/x-hdf5', hdf5, '\0\0\0\0\0\x08\x08\0\x04\0\x10\0\0\0\0\0', Buffer.alloc(8)),
  mark('npy', 'application/x-npy', '\x93NUMPY\x01\0\x76\0'),
  mark('npy', 'application/x-npy', "\x93NUMPY\x01\0\x76\0{'descr': '<f8', "),
  mark(
    'shapefile',
    ['application/vnd.shp', 'application/vnd.shx'],
    '\0\0\x27\x0a',
    Buffer.alloc(20),
    (body) => Buffer.concat([be((body.length + 36) / 2), le(1000), le(1)]),
  ),
  mark('dbf', 'application/vnd.dbf', '\x03\x7e\x0b\x1e\x14\0\0\0\x61\0\x21\0'),
  mark('pcap', 'application/vnd.tcpdump.pcap', '\xd4\xc3\xb2\xa1\x02\0\x04\0'),
  mark(
    'pcap',
    'application/vnd.tcpdump.pcap',
    '\xd4\xc3\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0\0\0\x04\0\x01\0\0\0',
  ),
  mark('pcapng', 'application/x-pcapng', '\x0a\x0d\x0d\x0a\x1c\0\0\0\x4d\x3c\x2b\x1a\x01\0\0\0'),
  mark('torrent', 'application/x-bittorrent', 'd8:announce'),
  mark('torrent', 'application/x-bittorrent', 'd4:infod6:lengthi3e'),
  mark('lz4', 'application/x-lz4', '\x04\x22\x4d\x18'),
  mark('lz4', 'application/x-lz4', '\x04\x22\x4d\x18\x64\x40'),
  mark('mobi', books, 'A_Book', Buffer.alloc(54), 'BOOKMOBI'),
  mark('mobi', books, 'A_Book', Buffer.alloc(54), 'BOOKMOBI', Buffer.alloc(8), '\0\x02\0\0\0\x60'),
  mark('postscript', ['application/postscript'], '%!PS-Adobe-3.0 EPSF-3.0\n'),
  mark('postscript', ['application/postscript'], '%!PS\n'),
  mark('postscript', ['application/postscript'], '\xc5\xd0\xd3\xc6\x20\0\0\0'),
  mark('mail', mail, 'From: Ann <ann@example.com>\n'),
  mark('mail', ['application/mbox', ...mail], 'From ann@example.com Mon Nov 30 10:00:00 2026\n'),
];
