import type { Findings } from '../../evidence/finding.js';
import type { FileView } from '../../reading/file-view.js';
import { latin1 } from '../../reading/bytes.js';
import { isProgramStart } from '../ole-package.js';
import { markedStreams, unpack, type PdfText } from './pdf-text.js';

/** So much of an attachment shows what it is; packed, it is less. */
const startBytes = 256;
/** So many streams are looked at, and objects searched for. */
const mostStreams = 64;
const mostObjects = 16;
const embedded = /\/EF[\s\0]*<<([^>]{1,400})/g;
const reference = /(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+R/g;

/**
 * Attached files that begin as programs do, whatever they are named (ISO 32000-1, 7.11.4), where their beginning was
 * read anyway.
 */
export function judgeAttachedFiles({ text, offsetOf }: PdfText, file: FileView, findings: Findings): void {
  if (!text.includes('/EF') && !text.includes('/EmbeddedFile')) return;
  let left = mostStreams;
  for (const mark of ['/EmbeddedFile', ...referredObjects(text)]) {
    for (const { start, length } of markedStreams(text, mark, offsetOf)) {
      if (--left < 0) return;
      const packed = file.cached(start, Math.min(length, startBytes));
      if (!packed) continue;
      const content = unpack(packed, startBytes) ?? latin1(packed);
      if (isProgramStart(content)) findings.active('program', start);
    }
  }
}

/** How the objects begin that file specifications name: the type of their streams is optional. */
function referredObjects(text: string): readonly string[] {
  const objects = new Set<string>();
  for (const [, inside = ''] of text.matchAll(embedded)) {
    for (const [, number = '', generation = ''] of inside.matchAll(reference)) {
      if (objects.size >= mostObjects) return [...objects];
      objects.add(`\n${number} ${generation} obj`);
    }
  }
  return [...objects];
}
