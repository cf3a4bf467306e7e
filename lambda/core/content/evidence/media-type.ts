const openXml = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';

/**
 * Names under which browsers, operating systems and older registrations know a type, each with the name that the
 * checker uses.
 */
const names: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['image/jpg', 'image/pjpeg', 'image/jfif'],
  'image/png': ['image/apng', 'image/x-png', 'image/vnd.mozilla.apng'],
  'image/bmp': ['image/x-bmp', 'image/x-ms-bmp', 'image/x-windows-bmp'],
  'image/x-icon': ['image/vnd.microsoft.icon', 'image/ico', 'image/icon'],
  'image/heic': ['image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  'image/tiff': ['image/tif', 'image/x-tiff', 'image/tiff-fx'],
  'image/vnd.adobe.photoshop': [
    'application/x-photoshop',
    'image/x-photoshop',
    'application/photoshop',
    'image/psd',
    'image/x-psd',
    'application/psd',
  ],
  'image/svg+xml': ['image/svg', 'image/svg-xml'],
  'application/pdf': ['application/x-pdf', 'text/pdf'],
  'video/quicktime': ['video/mov'],
  'video/x-msvideo': ['video/avi', 'video/msvideo', 'video/vnd.avi'],
  'video/x-matroska': ['video/matroska', 'audio/x-matroska', 'audio/matroska', 'video/mkv'],
  'audio/mpeg': ['audio/mp3', 'audio/x-mp3', 'audio/mpeg3', 'audio/x-mpeg', 'audio/mpg'],
  'audio/mp4': ['audio/x-m4a', 'audio/m4a', 'audio/mp4a-latm', 'audio/x-m4b', 'audio/x-m4p'],
  'audio/wav': ['audio/x-wav', 'audio/wave', 'audio/vnd.wave', 'audio/x-pn-wav'],
  'audio/flac': ['audio/x-flac'],
  'audio/aac': ['audio/x-aac', 'audio/aacp', 'audio/x-hx-aac-adts'],
  'application/ogg': [
    'audio/ogg',
    'video/ogg',
    'audio/opus',
    'audio/x-opus+ogg',
    'audio/vorbis',
    'application/x-ogg',
  ],
  'application/zip': ['application/x-zip-compressed', 'application/x-zip', 'multipart/x-zip'],
  'application/java-archive': ['application/x-java-archive', 'application/x-jar'],
  'application/vnd.rar': ['application/x-rar-compressed', 'application/x-rar', 'application/rar'],
  'application/x-7z-compressed': ['application/7z', 'application/x-7z'],
  'application/gzip': [
    'application/x-gzip',
    'application/x-gunzip',
    'application/x-tgz',
    'application/gzip-compressed',
  ],
  'application/x-bzip2': ['application/x-bzip', 'application/bzip2'],
  'application/x-xz': ['application/xz'],
  'application/zstd': ['application/x-zstd', 'application/x-zst'],
  'application/x-tar': ['application/tar', 'application/x-gtar'],
  'application/vnd.ms-cab-compressed': [
    'application/x-cab',
    'application/cab',
    'application/x-cab-compressed',
  ],
  'application/x-iso9660-image': [
    'application/x-cd-image',
    'application/vnd.efi.iso',
    'application/x-iso-image',
  ],
  'application/msword': ['application/x-msword', 'application/doc'],
  'application/vnd.ms-excel': ['application/x-msexcel', 'application/excel', 'application/x-excel'],
  'application/vnd.ms-powerpoint': [
    'application/mspowerpoint',
    'application/powerpoint',
    'application/x-mspowerpoint',
  ],
  'application/vnd.ms-outlook': ['application/x-msg'],
  'application/x-msi': ['application/x-ms-installer', 'application/x-windows-installer'],
  'application/rtf': ['text/rtf', 'application/x-rtf', 'text/richtext'],
  'application/epub+zip': ['application/epub'],
  'text/csv': ['application/csv', 'text/x-csv', 'text/comma-separated-values', 'application/x-csv'],
  'text/tab-separated-values': ['text/tsv', 'text/x-tsv'],
  'text/markdown': ['text/x-markdown', 'text/md'],
  'text/html': ['application/xhtml+xml'],
  'text/vcard': ['text/x-vcard', 'text/directory'],
  'text/calendar': ['text/x-vcalendar', 'application/ics'],
  'application/json': [
    'text/json',
    'application/x-json',
    'text/x-json',
    'application/ld+json',
    'application/geo+json',
    'application/x-ndjson',
  ],
  'application/xml': ['text/xml', 'application/x-xml'],
  'font/woff': ['application/font-woff', 'application/x-font-woff'],
  'font/woff2': ['application/font-woff2', 'application/x-font-woff2'],
  'font/ttf': [
    'application/x-font-ttf',
    'application/x-font-truetype',
    'font/sfnt',
    'application/font-sfnt',
    'font/collection',
  ],
  'font/otf': ['application/x-font-otf', 'application/x-font-opentype', 'application/vnd.ms-opentype'],
  'application/x-msdownload': [
    'application/x-dosexec',
    'application/vnd.microsoft.portable-executable',
    'application/x-msdos-program',
    'application/exe',
  ],
  'application/x-elf': [
    'application/x-executable',
    'application/x-sharedlib',
    'application/x-object',
    'application/x-pie-executable',
  ],
  'application/x-mach-binary': ['application/x-mach-o'],
  'application/java-vm': ['application/x-java-vm', 'application/java', 'application/x-java-class'],
  'text/x-shellscript': ['application/x-sh', 'application/x-shellscript', 'text/x-sh'],
  'text/x-php': ['application/x-php', 'application/x-httpd-php'],
  'text/x-python': ['application/x-python-code', 'text/x-script.python'],
  'text/x-bat': ['text/x-batch', 'application/x-bat', 'application/bat'],
  'text/javascript': [
    'application/javascript',
    'application/x-javascript',
    'application/ecmascript',
    'text/ecmascript',
  ],
};

const canonical = new Map<string, string>();
for (const [name, others] of Object.entries(names)) for (const other of others) canonical.set(other, name);

/**
 * Normalises a media type, so that names of the same type are equal.
 *
 * @param type as it was declared
 * @returns the checker's own name for it: lower case, without parameters
 * @example
 * import { canonicalType } from 'waybill/content';
 *
 * const isJpeg = canonicalType('image/jpg; q=1') === 'image/jpeg';
 */
export function canonicalType(type: string): string {
  const bare = (type.split(';', 1)[0] ?? '').trim().toLowerCase();
  return canonical.get(bare) ?? bare;
}

/**
 * Lists the aliases of a type: those of browsers, operating systems and older registrations.
 *
 * @param type in the checker's own name for it
 * @returns the other names; none for a type that has none or is not known
 * @example
 * import { aliasesOf } from 'waybill/content';
 *
 * const accept = ['image/jpeg', ...aliasesOf('image/jpeg')].join();
 */
export const aliasesOf = (type: string): readonly string[] => names[type] ?? [];

/** The type for unknown content: browsers send it for names with an unknown extension. */
export const unknownType = 'application/octet-stream';

const plainTexts = ['text/plain', 'text/markdown', 'text/csv', 'text/tab-separated-values'];
const structuredTexts = ['application/json', 'application/xml', 'text/vcard', 'text/calendar'];
const outlineFonts = ['font/ttf', 'font/otf'];
const isoMedia = ['video/mp4', 'audio/mp4', 'video/quicktime', 'video/3gpp'];

const documentOfTemplate: Readonly<Record<string, string>> = {
  [`${openXml}wordprocessingml.template`]: `${openXml}wordprocessingml.document`,
  [`${openXml}spreadsheetml.template`]: `${openXml}spreadsheetml.sheet`,
  [`${openXml}presentationml.template`]: `${openXml}presentationml.presentation`,
  [`${openXml}presentationml.slideshow`]: `${openXml}presentationml.presentation`,
  [`${openDocument}text-template`]: `${openDocument}text`,
  [`${openDocument}spreadsheet-template`]: `${openDocument}spreadsheet`,
  [`${openDocument}presentation-template`]: `${openDocument}presentation`,
  [`${openDocument}graphics-template`]: `${openDocument}graphics`,
};

/**
 * How a declared type relates to the detected one: the same type; text that may go by the declared name as well;
 * inert kin (the record keeps a warning); or wrong.
 */
export type TypeMatch = 'same' | 'text' | 'family' | 'mismatch';

export function matchTypes(declared: string, detected: string, aliases: readonly string[] = []): TypeMatch {
  if (declared === detected || declared === unknownType) return 'same';
  if (aliases.some((alias) => canonicalType(alias) === declared)) return 'same';
  if (isTextOf(declared, detected)) return 'text';
  if (isoMedia.includes(declared) && isoMedia.includes(detected)) return 'family';
  if (outlineFonts.includes(declared) && outlineFonts.includes(detected)) return 'family';
  if (declared === 'video/x-matroska' && detected === 'video/webm') return 'family';
  if (documentOfTemplate[detected] === declared) return 'family';
  if (declared === 'application/zip' && isOfficeZip(detected)) return 'family';
  return 'mismatch';
}

/** Plain text, CSV and Markdown can't be distinguished by their bytes. */
function isTextOf(declared: string, detected: string): boolean {
  if (!plainTexts.includes(declared)) return false;
  if (plainTexts.includes(detected)) return true;
  return (declared === 'text/plain' || declared === 'text/markdown') && structuredTexts.includes(detected);
}

const isOfficeZip = (type: string): boolean =>
  (type.startsWith(openXml) || type.startsWith(openDocument) || type === 'application/x-opc') &&
  !/macro/i.test(type);
