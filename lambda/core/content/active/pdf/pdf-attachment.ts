import type { Findings } from '../../evidence/finding.js';
import type { FileView } from '../../reading/file-view.js';
import { latin1 } from '../../reading/bytes.js';
import { isProgramStart } from '../ole-package.js';
import { unfiltered } from './pdf-filters.js';
import type { PdfText } from './pdf-text.js';

/** So much of an attachment shows what it is; packed, it is less. */
const startBytes = 256;
/** So many streams are looked at, and objects searched for. */
const mostStreams = 64;
const mostObjects = 256;
const mostPlaces = 4096;
/** What the beginning may unpack to. */
const mostUnpacked = 512 * 1024;
const embedded = /\/EF[\s\0]*<<([^>]{1,400})/g;
const reference = /(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+R/g;

/**
 * Attached files that begin as programs do, whatever they are named (ISO 32000-1, 7.11.4), where their beginning was
 * read anyway.
 */
export function judgeAttachedFiles({ bare, streams }: PdfText, file: FileView, findings: Findings): void {
  if (!bare.includes('/EF') && !bare.includes('/EmbeddedFile')) return;
  const objects = referredObjects(bare);
  let left = mostStreams;
  for (const { dictionary, label, start, end } of streams) {
    if (!/\/EmbeddedFile(?!\w)/.test(dictionary) && !objects.has(label)) continue;
    if (--left < 0) return;
    const length = Math.min((end ?? Infinity) - start, startBytes, file.sizeBytes - start);
    const packed = file.cached(start, length);
    if (!packed) continue;
    const content = unfiltered(packed, dictionary, mostUnpacked) ?? packed;
    if (isProgramStart(latin1(content, 0, startBytes))) findings.active('program', start);
  }
}

/** The objects that file specifications name: the type of their streams is optional. */
function referredObjects(bare: string): ReadonlySet<string> {
  const objects = new Set<string>();
  let left = mostPlaces;
  for (const [, inside = ''] of bare.matchAll(embedded)) {
    for (const [, number = '', generation = ''] of inside.matchAll(reference)) {
      if (objects.size >= mostObjects || --left < 0) return objects;
      objects.add(`${number} ${generation}`);
    }
  }
  return objects;
}
