import { canonicalType, foundAs } from './known-types.js';

const openXml = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';

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
 * How a declared type stands to what was found: the same type; text that may go by the declared name as well;
 * inert kin (the record keeps a warning); or wrong.
 */
export type TypeMatch = 'same' | 'text' | 'family' | 'mismatch';

export function matchTypes(declared: string, detected: string, aliases: readonly string[] = []): TypeMatch {
  if (declared === detected) return 'same';
  if (isTextOf(declared, aliases.includes('text/plain') ? 'text/plain' : detected)) return 'text';
  if (aliases.some((alias) => canonicalType(alias) === declared)) return 'same';
  if (isoMedia.includes(declared) && isoMedia.includes(detected)) return 'family';
  if (outlineFonts.includes(declared) && outlineFonts.includes(detected)) return 'family';
  if (declared === 'video/x-matroska' && detected === 'video/webm') return 'family';
  if (documentOfTemplate[detected] === declared) return 'family';
  if (declared === 'application/zip' && isOfficeZip(detected)) return 'family';
  return 'mismatch';
}

/** Plain text, CSV, Markdown, source code and the like can't be distinguished from their bytes alone. */
function isTextOf(declared: string, detected: string): boolean {
  if (plainTexts.includes(declared) && plainTexts.includes(detected)) return true;
  if (declared === 'text/plain' || declared === 'text/markdown') return structuredTexts.includes(detected);
  const found = foundAs(declared);
  if (found === 'text/plain') return [...plainTexts, ...structuredTexts].includes(detected);
  return found === detected && [...structuredTexts, 'text/html', 'application/pdf'].includes(found);
}

const isOfficeZip = (type: string): boolean =>
  (type.startsWith(openXml) || type.startsWith(openDocument) || type === 'application/x-opc') &&
  !/macro/i.test(type);
