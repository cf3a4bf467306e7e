const ooxml = 'application/vnd.openxmlformats-officedocument';
const odf = 'application/vnd.oasis.opendocument';

/**
 * What a deployment stores when it names no types: what people send each other, and what can be told apart by its
 * bytes. Not here, and refused unless named: executables, scripts, HTML, office documents with macros. SVG is here
 * because it is read whole, and refused when it can run script.
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
