import type { ShareWords } from './words.js';

/** Common names of types, the same in every language. */
const names: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/zip': 'ZIP',
  'application/x-7z-compressed': '7z',
  'application/gzip': 'gzip',
  'application/json': 'JSON',
  'text/csv': 'CSV',
  'application/rtf': 'RTF',
  'application/epub+zip': 'EPUB',
  'application/msword': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.oasis.opendocument.text': 'OpenDocument Text',
  'application/vnd.oasis.opendocument.spreadsheet': 'OpenDocument Spreadsheet',
  'application/vnd.oasis.opendocument.presentation': 'OpenDocument Presentation',
};

/** A media type as a name for people: `PDF`, `Image (PNG)`, `File`. */
export function kindOf(contentType: string, { kinds }: ShareWords): string {
  const known = names[contentType];
  if (known) return known;
  const [family = '', subtype = ''] = contentType.split('/');
  if (family !== 'other' && Object.hasOwn(kinds, family)) {
    const name = kinds[family as keyof typeof kinds];
    return family === 'text'
      ? name
      : `${name} (${subtype
          .replace(/^(x-|vnd\.)/, '')
          .replace(/\+.*$/, '')
          .toUpperCase()})`;
  }
  return kinds.other;
}
