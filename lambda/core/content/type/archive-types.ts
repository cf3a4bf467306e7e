import type { KnownType } from './known-type.js';

/** What Windows registers for archives of many kinds. */
const compressed = 'application/x-compressed';

export const archiveTypes: readonly KnownType[] = [
  {
    type: 'application/zip',
    endings: 'zip zipx cbz npz',
    names:
      'application/x-zip-compressed application/x-zip multipart/x-zip application/zip-compressed application/vnd.comicbook+zip application/x-cbz',
    misnomers: `${compressed} application/x-cbr`,
  },
  {
    type: 'application/gzip',
    endings: 'gz tgz gzip taz',
    names:
      'application/x-gzip application/x-gunzip application/x-tgz application/gzip-compressed application/gzipped application/x-gzip-compressed application/x-compressed-tar application/x-gtar-compressed application/tar+gzip application/x-tar-gz gzip/document',
    // Python's mimetypes names what is inside.
    misnomers: `${compressed} application/x-tar`,
  },
  {
    type: 'application/x-tar',
    endings: 'tar gtar',
    names: 'application/tar application/x-gtar application/x-ustar multipart/x-tar',
    misnomers: compressed,
  },
  {
    type: 'application/x-7z-compressed',
    endings: '7z',
    names: 'application/7z application/x-7z application/x-7zip application/x-7zip-compressed',
    misnomers: compressed,
  },
  {
    type: 'application/vnd.rar',
    endings: 'rar cbr',
    names:
      'application/x-rar-compressed application/x-rar application/rar application/vnd.comicbook-rar application/x-cbr',
    misnomers: compressed,
  },
  {
    type: 'application/x-bzip2',
    endings: 'bz2 tbz2 tbz bz',
    names:
      'application/x-bzip application/bzip2 application/x-bz2 application/x-bzip-compressed-tar application/x-bzip2-compressed-tar',
    misnomers: `${compressed} application/x-tar`,
  },
  {
    type: 'application/x-xz',
    endings: 'xz txz',
    names: 'application/xz application/x-xz-compressed-tar',
    misnomers: `${compressed} application/x-tar`,
  },
  {
    type: 'application/zstd',
    endings: 'zst zstd tzst',
    names: 'application/x-zstd application/x-zst application/x-zstd-compressed-tar',
    misnomers: `${compressed} application/x-tar`,
  },
  { type: 'application/x-lz4', endings: 'lz4', names: 'application/lz4', misnomers: compressed },
  {
    type: 'application/vnd.ms-cab-compressed',
    endings: 'cab',
    names: 'application/x-cab application/cab application/x-cab-compressed application/x-cabinet',
  },
  {
    type: 'application/x-iso9660-image',
    endings: 'iso',
    names: 'application/x-cd-image application/vnd.efi.iso application/x-iso-image',
  },

  {
    type: 'font/woff',
    endings: 'woff',
    names: 'application/font-woff application/x-font-woff application/x-woff',
  },
  {
    type: 'font/woff2',
    endings: 'woff2',
    names: 'application/font-woff2 application/x-font-woff2',
  },
  {
    type: 'font/ttf',
    endings: 'ttf ttc',
    names:
      'application/x-font-ttf application/x-font-truetype application/font-ttf application/x-truetype-font font/truetype font/sfnt application/font-sfnt font/collection application/x-font-ttc',
  },
  {
    type: 'font/otf',
    endings: 'otf otc',
    names:
      'application/x-font-otf application/x-font-opentype application/font-otf application/vnd.ms-opentype font/opentype',
    // OpenDocument has a template with the same ending.
    misnomers: 'application/vnd.oasis.opendocument.formula-template font/collection font/ttf',
  },
];
