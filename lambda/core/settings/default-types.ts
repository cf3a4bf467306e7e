const ooxml = 'application/vnd.openxmlformats-officedocument';
const odf = 'application/vnd.oasis.opendocument';

/**
 * The default of `allowedTypes`: common types that can be detected by their bytes. Not in the list, and refused unless
 * allowed: executables, scripts, HTML, office documents with macros. SVG is in the list because it is parsed
 * completely, and refused if it can run script.
 */
export const defaultTypes: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/heic',
  'image/tiff',
  'image/bmp',
  'image/svg+xml',
  'image/vnd.adobe.photoshop',

  'application/pdf',
  'application/epub+zip',
  'application/rtf',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  `${ooxml}.wordprocessingml.document`,
  `${ooxml}.wordprocessingml.template`,
  `${ooxml}.spreadsheetml.sheet`,
  `${ooxml}.spreadsheetml.template`,
  `${ooxml}.presentationml.presentation`,
  `${ooxml}.presentationml.slideshow`,
  `${ooxml}.presentationml.template`,
  `${odf}.text`,
  `${odf}.text-template`,
  `${odf}.spreadsheet`,
  `${odf}.presentation`,

  'audio/mpeg',
  'audio/mp4',
  'audio/wav',
  'audio/flac',
  'application/ogg',
  'video/mp4',
  'video/quicktime',
  'video/webm',
  'video/x-matroska',
  'video/x-msvideo',

  'text/plain',
  'text/csv',
  'text/tab-separated-values',
  'text/markdown',
  'application/json',
  'application/xml',

  'application/zip',
  'application/gzip',
  'application/x-tar',
  'application/x-7z-compressed',
  'application/vnd.rar',

  'font/woff2',
  'font/ttf',
];
