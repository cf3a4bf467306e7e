/** Documents that are archives by another name, as their specifications lay them out. */
import { zipFile, type ZipMember } from '../../core/content/file-bytes.js';
import { noiseBytes, type Recipe } from '../recipe.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const stored = (name: string, content: Buffer): ZipMember => ({ name, content, method: 0 });
const text = (name: string, content: string): ZipMember => ({ name, content: latin(content) });

/** USDZ 1.3, "Layout": stored, and the content of each file at a multiple of 64 bytes (by the length of its name). */
function usdz(seed: number): Buffer {
  const scene = '#usda 1.0\n(\n    defaultPrim = "Ball"\n    upAxis = "Y"\n)\n\ndef Sphere "Ball"\n{\n}\n';
  const name = `${'scene'.padEnd(29, '_')}.usda`;
  return zipFile([stored(name, latin(scene)), stored('textures/a.png', noiseBytes(500, seed))]);
}

const kml =
  '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Here</name><Point><coordinates>8.5,47.4,0</coordinates></Point></Placemark></Document></kml>\n';

/** 3MF Core Specification 1.3, 2.1.1 and appendix B. */
const threeMf = (): Buffer =>
  zipFile([
    text(
      '[Content_Types].xml',
      '<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>',
    ),
    text(
      '_rels/.rels',
      '<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Target="/3D/3dmodel.model" Id="rel0" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>',
    ),
    text(
      '3D/3dmodel.model',
      '<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"><resources><object id="1" type="model"><mesh><vertices><vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="1" z="0"/><vertex x="0" y="0" z="1"/></vertices><triangles><triangle v1="0" v2="2" v3="1"/><triangle v1="0" v2="1" v3="3"/><triangle v1="0" v2="3" v3="2"/><triangle v1="1" v2="2" v3="3"/></triangles></mesh></object></resources><build><item objectid="1"/></build></model>',
    ),
  ]);

/** The first object of a document in one chunk of Snappy: a literal (keynote-parser, `IWAFile`). */
function iwa(type: number, seed: number): Buffer {
  const varint = (value: number): number[] =>
    value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)];
  const payload = noiseBytes(40, seed);
  const message = [0x08, ...varint(type), 0x12, 3, 1, 0, 5, 0x18, payload.length];
  const info = [0x08, 1, 0x12, message.length, ...message];
  const content = Buffer.concat([Buffer.from([info.length, ...info]), payload]);
  const packed = Buffer.concat([
    Buffer.from([...varint(content.length), 60 << 2, content.length - 1]),
    content,
  ]);
  return Buffer.concat([Buffer.from([0, packed.length & 0xff, packed.length >> 8, 0]), packed]);
}

function iWork(type: number, others: readonly string[], seed: number): Buffer {
  return zipFile([
    stored('Index/Document.iwa', iwa(type, seed)),
    stored('Index/DocumentStylesheet.iwa', iwa(401, seed + 1)),
    ...others.map((name, i) => stored(name, iwa(5, seed + 2 + i))),
    stored('Metadata/Properties.plist', latin('bplist00')),
    stored('preview.jpg', noiseBytes(2000, seed)),
  ]);
}

const pass = (seed: number): Buffer =>
  zipFile([
    text('pass.json', '{"formatVersion":1,"passTypeIdentifier":"pass.com.example.a","serialNumber":"1"}'),
    text('manifest.json', '{"pass.json":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}'),
    stored('signature', noiseBytes(1500, seed)),
    stored('icon.png', noiseBytes(300, seed)),
  ]);

const zip = 'application/zip';

export const bundles: Recipe[] = [
  { name: 'scene in a package', type: 'model/vnd.usdz+zip', ending: 'usdz', make: usdz },
  {
    name: 'map in a package',
    type: 'application/vnd.google-earth.kmz',
    ending: 'kmz',
    declared: ['application/vnd.google-earth.kmz', zip],
    make: (seed) => zipFile([text('doc.kml', kml), stored('images/a.png', noiseBytes(300, seed))]),
  },
  {
    name: 'model in a package',
    type: 'model/3mf',
    ending: '3mf',
    declared: ['model/3mf', zip],
    make: threeMf,
  },
  {
    name: 'text of Pages',
    type: 'application/vnd.apple.pages',
    ending: 'pages',
    declared: ['application/vnd.apple.pages', zip],
    make: (seed) => iWork(10_000, ['Index/ViewState.iwa'], seed),
  },
  {
    name: 'slides of Keynote',
    type: 'application/vnd.apple.keynote',
    ending: 'key',
    declared: ['application/vnd.apple.keynote', 'application/pgp-keys'],
    make: (seed) => iWork(1, ['Index/Slide.iwa', 'Index/MasterSlide-1.iwa'], seed),
  },
  { name: 'pass for a wallet', type: 'application/vnd.apple.pkpass', ending: 'pkpass', make: pass },
];
