import { controlCharacters, hidingCharacters } from '../text.js';

const separators = new RegExp(`[${controlCharacters}\\\\/]`, 'g');
const hiding = new RegExp(`[${hidingCharacters}]`, 'g');

/**
 * A file's name as others may be shown it, or save it under. RFC 6266 section 4.3: it must not steer where a file is
 * written, nor look like another. Path separators, control characters and line separators become `_`; characters that
 * reverse or hide text are dropped.
 */
export function harmlessName(filename: string): string {
  return filename.replace(separators, '_').replace(hiding, '') || '_';
}
