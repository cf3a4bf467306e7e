/**
 * A file's name as others may be shown it, or save it under. RFC 6266 section 4.3: it must not steer where a file is
 * written, nor look like another. Path separators, control characters and line separators become `_`; characters that
 * reverse or hide text are dropped (Unicode Technical Report 36, "Bidirectional Text Spoofing").
 */
export function harmlessName(filename: string): string {
  const harmless = filename
    .replace(/[\p{Cc}\u2028\u2029\\/]/gu, '_')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
  return harmless || '_';
}
