/** The first bytes of every format that is known by them, in the lengths that look like it. */
import type { Random } from './random.js';

export interface Mark {
  readonly family: string;
  readonly name: string;
  /** Types of the family; the first one is declared. */
  readonly types: readonly string[];
  /** The file: the mark, with fields of sizes and counts that fit, before a body. */
  readonly before: (body: Buffer, random: Random) => Buffer;
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

function u32(value: number, littleEndian: boolean): Buffer {
  const bytes = Buffer.alloc(4);
  if (littleEndian) bytes.writeUInt32LE(value >>> 0);
  else bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
const le = (value: number): Buffer => u32(value, true);
const be = (value: number): Buffer => u32(value, false);

type Part = string | Buffer | ((body: Buffer, random: Random) => Buffer);

/** A mark of parts that stand side by side. */
function mark(family: string, types: string | readonly string[], ...parts: Part[]): Mark {
  const name = parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : '…')).join(' ');
  return {
    family,
    name,
    types: typeof types === 'string' ? [types] : types,
    before: (body, random) =>
      Buffer.concat([
        ...parts.map((part) =>
          typeof part === 'string' ? latin(part) : typeof part === 'function' ? part(body, random) : part,
        ),
        body,
      ]),
  };
}

/** A box of ISO base media around the whole body. */
const around = (name: string) => (body: Buffer) => Buffer.concat([be(body.length + 8), latin(name)]);
const ftyp = (brand: string) => `\0\0\0\x14ftyp${brand}\0\0\0\0${brand}`;
const isoTypes = ['video/mp4', 'audio/mp4', 'video/quicktime', 'video/3gpp'];
const heif = ['image/avif', 'image/heic'];
/** The tag of ID3v2.3, with so many bytes of padding. */
const id3 = 'ID3\x03\0\0\0\0\0\x20' + '\0'.repeat(32);
const oggPage = 'OggS\0\x02' + '\0'.repeat(8) + '\x01\0\0\0' + '\0\0\0\0' + '\x12\x34\x56\x78' + '\x01\x1e';
const office = [
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/x-cfb',
];
const cfbHeader = Buffer.concat([
  latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  Buffer.alloc(16),
  latin('\x3e\0\x03\0\xfe\xff\x09\0\x06\0'),
  Buffer.alloc(6),
  Buffer.concat([le(0), le(1), le(1), le(0), le(4096), le(0xfffffffe), le(0), le(0xfffffffe), le(0), le(0)]),
  Buffer.alloc(432, 0xff),
]);
const program = 'application/x-msdownload';
const png = '\x89PNG\r\n\x1a\n';
const zips = ['application/zip', 'application/epub+zip', 'application/java-archive'];

export const marks: readonly Mark[] = [
  mark('jpeg', 'image/jpeg', '\xff\xd8\xff\xe0'),
  mark('jpeg', 'image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
  mark('jpeg', 'image/jpeg', '\xff\xd8\xff\xdb'),
  mark('jpeg', 'image/jpeg', '\xff\xd8\xff\xc0\0\x11\x08\0\x40\0\x40\x03\x01\x22\0\x02\x11\x01\x03\x11\x01'),
  mark('jpeg', 'image/jpeg', '\xff\xd8\xff\xe1\0\x08Exif\0\0\xff\xda\0\x08\x01\x01\0\0\x3f\0'),
  mark('png', 'image/png', png, '\0\0\0\x0dIHDR'),
  mark('png', 'image/png', png, '\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\x1f\xf3\xff\x61'),
  mark('gif', 'image/gif', 'GIF89a'),
  mark('gif', 'image/gif', 'GIF87a'),
  mark('gif', 'image/gif', 'GIF89a\x40\0\x40\0\0\0\0\x2c\0\0\0\0\x40\0\x40\0\0'),
  mark('gif', 'image/gif', 'GIF89a\x40\0\x40\0\0\0\0'),
  mark('gif', 'image/gif', 'GIF89a\x40\0\x40\0\0\0\0\x21\xf9\x04\0\0\0\0\0'),
  mark('riff-webp', 'image/webp', 'RIFF', (body) => le(body.length + 4), 'WEBP'),
  mark(
    'riff-webp',
    'image/webp',
    'RIFF',
    (body) => le(body.length + 12),
    'WEBPVP8 ',
    (body) => le(body.length),
  ),
  mark(
    'riff-webp',
    'image/webp',
    'RIFF',
    (body) => le(body.length + 12),
    'WEBPVP8L',
    (body) => le(body.length),
  ),
  mark(
    'riff-webp',
    'image/webp',
    'RIFF',
    (body) => le(body.length + 30),
    'WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x0f\0\0',
  ),
  mark('riff-wav', 'audio/wav', 'RIFF', (body) => le(body.length + 4), 'WAVE'),
  mark('riff-wav', 'audio/wav', 'RIFF', (body) => le(body.length + 4), 'WAVEfmt '),
  mark('riff-avi', 'video/x-msvideo', 'RIFF', (body) => le(body.length + 4), 'AVI '),
  mark('riff-avi', 'video/x-msvideo', 'RIFF', (body) => le(body.length + 4), 'AVI LIST'),
  mark('isobmff', isoTypes, ftyp('isom')),
  mark('isobmff', isoTypes, ftyp('isom'), around('mdat')),
  mark('isobmff', isoTypes, ftyp('mp42'), around('moov')),
  mark('isobmff', isoTypes, ftyp('M4A '), around('moof')),
  mark('isobmff', ['video/quicktime', ...isoTypes], ftyp('qt  '), around('free')),
  mark('isobmff', ['video/quicktime', ...isoTypes], around('mdat')),
  mark('isobmff', ['video/quicktime', ...isoTypes], '\0\0\0\x08wide', around('mdat')),
  mark('heif', heif, ftyp('avif')),
  mark('heif', heif, ftyp('avif'), around('mdat')),
  mark('heif', ['image/heic', ...heif], ftyp('heic'), around('meta')),
  mark('jp2', 'image/jp2', '\0\0\0\x0cjP  \r\n\x87\n', ftyp('jp2 ')),
  mark('jp2', 'image/jp2', '\0\0\0\x0cjP  \r\n\x87\n', ftyp('jp2 '), around('jp2c')),
  mark('mkv', ['video/webm', 'video/x-matroska'], '\x1a\x45\xdf\xa3\x87\x42\x82\x84webm'),
  mark(
    'mkv',
    ['video/webm', 'video/x-matroska'],
    '\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff',
  ),
  mark('tiff', 'image/tiff', 'II*\0'),
  mark('tiff', 'image/tiff', 'MM\0*'),
  mark('tiff', 'image/tiff', 'II*\0\x08\0\0\0\x0c\0\xfe\0\x04\0\x01\0\0\0'),
  mark('tiff', 'image/tiff', 'II*\0\x08\0\0\0'),
  mark('tiff', 'image/tiff', 'MM\0*\0\0\0\x08\0\x0a'),
  mark('tiff', 'image/tiff', 'II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0'),
  mark('psd', 'image/vnd.adobe.photoshop', '8BPS\0\x01'),

  mark('psd', 'image/vnd.adobe.photoshop', '8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x10\0\0\0\x10\0\x08\0\x03'),
  mark('flac', 'audio/flac', 'fLaC'),
  mark(
    'flac',
    'audio/flac',
    'fLaC\x80\0\0\x22\x10\0\x10\0\0\0\0\0\0\0\x0a\xc4\x42\xf0\0\0\0\0',
    Buffer.alloc(16),
  ),
  mark('ogg', 'application/ogg', 'OggS\0\x02'),
  mark('ogg', 'application/ogg', oggPage),
  mark('ogg', 'application/ogg', oggPage, '\x01vorbis'),
  mark('mp3', 'audio/mpeg', 'ID3\x03\0\0\0\0\0\0'),
  mark('mp3', 'audio/mpeg', id3),
  mark('mp3', 'audio/mpeg', id3, '\xff\xfb\x90\x64'),
  mark('mp3', 'audio/mpeg', '\xff\xfb\x90\x64'),
  mark('aac', 'audio/aac', '\xff\xf1\x50\x80'),
  mark('zip', zips, 'PK\x03\x04'),
  mark('zip', zips, 'PK\x03\x04\x14\0\0\0\x08\0'),
  mark('zip', zips, 'PK\x05\x06'),
  mark(
    'zip',
    zips,
    'PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x14\0\0\0\x14\0\0\0\x08\0\0\0mimetypeapplication/epub+zip',
  ),
  mark('7z', 'application/x-7z-compressed', '7z\xbc\xaf\x27\x1c\0\x04'),
  mark('rar', 'application/vnd.rar', 'Rar!\x1a\x07\0'),
  mark('rar', 'application/vnd.rar', 'Rar!\x1a\x07\x01\0'),
  mark('rar', 'application/vnd.rar', 'RE~^\x07\0'),
  mark('gz', 'application/gzip', '\x1f\x8b\x08'),
  mark('gz', 'application/gzip', '\x1f\x8b\x08\0\0\0\0\0\0\x03'),
  mark('bzip2', 'application/x-bzip2', 'BZh9'),
  mark('bzip2', 'application/x-bzip2', 'BZh9\x31\x41\x59\x26\x53\x59\x12\x34\x56\x78\0\0\0'),
  mark('bzip2', 'application/x-bzip2', 'BZh9\x31\x41\x59\x26\x53\x59'),
  mark('xz', 'application/x-xz', '\xfd7zXZ\0\0\x04'),
  mark('xz', 'application/x-xz', '\xfd7zXZ\0\0\x04\xe6\xd6\xb4\x46'),
  mark('zstd', 'application/zstd', '\x28\xb5\x2f\xfd'),
  mark('zstd', 'application/zstd', '\x28\xb5\x2f\xfd\x04\x58'),
  mark('zstd', 'application/zstd', '\x28\xb5\x2f\xfd\x24\x40'),
  mark('zstd', 'application/zstd', '\x28\xb5\x2f\xfd\x04\x58\x04\x10\0'),
  mark('cab', 'application/vnd.ms-cab-compressed', 'MSCF\0\0\0\0', (body) => le(body.length + 12)),
  mark(
    'cab',
    'application/vnd.ms-cab-compressed',
    'MSCF\0\0\0\0',
    (body) => le(body.length + 36),
    '\0\0\0\0\x2c\0\0\0\0\0\0\0\x03\x01\x01\0\x01\0\0\0\0\0\0\0',
  ),
  mark('cfb', office, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  mark('cfb', office, cfbHeader),
  mark('old-office', office, '\xdb\xa5\x2d\0'),
  mark('old-office', office, '\x31\xbe\0\0'),
  mark('old-office', ['application/vnd.ms-excel'], '\x09\x08\x10\0\0\x06\x05\0'),
  mark('old-office', ['application/vnd.ms-excel'], '\x09\0\x04\0\x02\0\x10\0'),
  mark('rtf', 'application/rtf', '{\\rtf1'),
  mark('rtf', 'application/rtf', '{\\rtf1 '),
  mark('rtf', 'application/rtf', '{\\rtf1\\ansi '),
  mark('woff', 'font/woff', 'wOFF\0\x01\0\0'),
  mark('woff', 'font/woff', 'wOFF\0\x01\0\0', (body) => be(body.length + 44), '\0\x0c\0\0', Buffer.alloc(28)),
  mark(
    'woff',
    'font/woff2',
    'wOF2\0\x01\0\0',
    (body) => be(body.length + 48),
    '\0\x0c\0\0',
    (body) => Buffer.concat([be(9_999), be(body.length - 40)]),
    Buffer.alloc(24),
  ),
  mark('sfnt', 'font/ttf', '\0\x01\0\0'),
  mark('sfnt', 'font/ttf', '\0\x01\0\0\0\x0c\0\x80\0\x03\0\x40'),
  mark('sfnt', 'font/otf', 'OTTO\0\x0a\0\x80\0\x03\0\x20'),
  mark('sfnt', 'font/ttf', 'true\0\x0a\0\x80\0\x03\0\x20'),
  mark('sfnt', 'font/ttf', 'ttcf\0\x01\0\0\0\0\0\x01\0\0\0\x10'),
  mark('wasm', 'application/wasm', '\0asm\x01\0\0\0'),
  mark('wasm', 'application/wasm', '\0asm\x01\0\0\0\x01'),
  mark('macho', 'application/x-mach-binary', '\xcf\xfa\xed\xfe'),
  mark('macho', 'application/x-mach-binary', '\xcf\xfa\xed\xfe\x07\0\0\x01\x03\0\0\0'),
  mark('macho', 'application/x-mach-binary', '\xca\xfe\xba\xbe\0\0\0\x02'),
  mark('java-class', 'application/java-vm', '\xca\xfe\xba\xbe\0\0'),
  mark('java-class', 'application/java-vm', '\xca\xfe\xba\xbe\0\0\0\x34'),
  mark('java-class', 'application/java-vm', '\xca\xfe\xba\xbe\0\0\0\x3d\0\x10'),
  mark('elf', 'application/x-elf', '\x7fELF'),
  mark('elf', 'application/x-elf', '\x7fELF\x02\x01\x01\0'),
  mark('elf', 'application/x-elf', '\x7fELF\x01\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x03\0\x01\0\0\0'),
  mark('pe', program, 'MZ'),
  mark('pe', program, 'ZM'),
  mark('bmp', 'image/bmp', 'BM'),
  mark('bmp', 'image/bmp', 'BM', (body) => le(body.length + 14), '\0\0\0\0\x36\0\0\0\x28\0\0\0'),
  mark('ico', 'image/x-icon', '\0\0\x01\0\x01\0'),
  mark('ico', 'image/x-icon', '\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0', (body) =>
    Buffer.concat([le(body.length), le(22)]),
  ),
  mark(
    'tar',
    'application/x-tar',
    'hello.txt',
    Buffer.alloc(91),
    '0000644\0',
    Buffer.alloc(149),
    'ustar\x0000',
  ),
  {
    family: 'iso',
    name: 'CD001 at 32 KiB',
    types: ['application/x-iso9660-image'],
    before: (body) => Buffer.concat([Buffer.alloc(0x8000), latin('\x01CD001\x01'), body, Buffer.alloc(4096)]),
  },
  mark('pdf', 'application/pdf', '%PDF-1.4\n'),
  mark('pdf', 'application/pdf', '%PDF-1.4\n1 0 obj\n'),
  mark('pdf', 'application/pdf', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'),
  mark('pdf', 'application/pdf', '%PDF-1.4'),
];
