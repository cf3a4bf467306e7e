import type { Findings } from '../../evidence/finding.js';
import type { FileView } from '../../reading/file-view.js';
import type { ActiveKind } from '../../evidence/active-kinds.js';
import { catalogTexts } from './pdf-catalog.js';
import { judgeAttachedFiles } from './pdf-attachment.js';
import { judgeLinks } from './pdf-link.js';
import { stringOf } from './pdf-string.js';
import { pdfTexts, type PdfText } from './pdf-text.js';
import { isElsewhere, isRunnable } from '../target.js';

/** Blanks between tokens (ISO 32000-1, 7.2.3); comments are blanks here. */
const gap = String.raw`[\s\0]*`;
/** The type of an action, or an object of its own to which the type refers. */
const behindType = /(?:\/S|\d[\s\0]+obj)$/;
const isBlank = /[\s\0]/;
/** So much of what stands in front of a place says what it is. */
const beforeBytes = 300;
/** How far behind the name of an action its other entries are looked for. */
const entryBytes = 1024;
/** So many places of one name are looked at. */
const mostPlaces = 10_000;

/** ISO 32000-1, 12.6.4, "Action types". */
const actions: readonly (readonly [string, ActiveKind])[] = [
  ['/Launch', 'launch'],
  ['/SubmitForm', 'form-submission'],
  ['/ImportData', 'external-content'],
];
/** 12.7.8, XFA, and the scripts of 3D pictures. */
const marks: readonly (readonly [RegExp, ActiveKind])[] = [
  [new RegExp(String.raw`/XFA${gap}(?:\[|\d|<|\()`), 'xfa'],
  [/\/OnInstantiate[\s\0]*\d/, 'script'],
];
const encrypt = new RegExp(String.raw`/Encrypt${gap}(?:\d{1,10}${gap}\d{1,5}${gap}R|<<)`);
const fileName = /\/U?F\s{0,8}(?:\(((?:[^()\\]|\\[\s\S]){1,400})\)|<([\da-f\s]{2,1600})>)/gi;
/** Of a field: on a keystroke, for its format, its check and its sum. Nothing of these runs when the document opens. */
const fieldTrigger = /\/[KFVC](?:[\s\0]*<<[^>]{0,200})?$/;
const references = /(?:(\/[KFVC])[\s\0]{1,4})?(?<!\d)(\d{1,10}[\s\0]{1,4}\d{1,5})[\s\0]{1,4}R(?!\w)/g;

/** So many different names of files are looked at. */
const mostNames = 500;

/** PDF: actions by their names, in all that was read, in object streams, and from the catalog on. */
export async function judgePdf(file: FileView, findings: Findings): Promise<void> {
  const read = await pdfTexts(file);
  const isPartial = !file.isWhole || read.unreadAt !== undefined;
  const texts = isPartial ? [...read.texts, ...(await catalogTexts(file))] : read.texts;
  const isOfFields = fieldReferences(texts);
  for (const pdf of texts) {
    const { bare, offsetOf } = pdf;
    for (const [name, kind] of actions) {
      for (const at of places(bare, name)) if (isTypeAt(bare, at)) findings.active(kind, offsetOf(at));
    }
    for (const [mark, kind] of marks) {
      const at = bare.search(mark);
      if (at >= 0) findings.active(kind, offsetOf(at));
    }
    for (const at of places(bare, '/JavaScript'))
      findings.active(isOfField(bare, at, isOfFields) ? 'form-script' : 'script', offsetOf(at));
    judgeRenditions(pdf, findings);
    judgeFiles(pdf, findings);
    judgeAttachedFiles(pdf, file, findings);
    const locked = findings.has('protected') ? -1 : bare.search(encrypt);
    if (locked >= 0) findings.warn('protected', offsetOf(locked), 'by a password or by rights');
  }
  judgeLinks(texts, findings);
  if (read.unreadAt !== undefined && !findings.has('protected'))
    findings.warn('structure-odd', read.unreadAt, 'packed objects that could not be read');
}

/** Is the name here the type of an action? */
const isTypeAt = (bare: string, at: number): boolean => behindType.test(before(bare, at));

/** What stands in front of a place, without the blanks in between. */
function before(bare: string, at: number): string {
  let end = at;
  while (end > 0 && isBlank.test(bare[end - 1] as string)) end--;
  return bare.slice(Math.max(0, end - beforeBytes), end);
}

/** 12.6.4.13: an action that plays something runs its script instead, and has another type than scripts. */
function judgeRenditions({ bare, offsetOf }: PdfText, findings: Findings): void {
  for (const at of places(bare, '/Rendition')) {
    if (!isTypeAt(bare, at)) continue;
    const around = bare.slice(Math.max(0, at - entryBytes), at + entryBytes);
    if (/\/JS[\s\0]*[(<\d]/.test(around)) findings.active('script', offsetOf(at));
  }
}

/** Where a name stands, and not a longer one. */
function* places(text: string, name: string): Generator<number> {
  let at = text.indexOf(name);
  for (let count = 0; at >= 0 && count < mostPlaces; count++) {
    if (!/\w/.test(text[at + name.length] ?? '')) yield at;
    at = text.indexOf(name, at + name.length);
  }
}

/** The objects to which something refers, and whether nothing but triggers of fields does. */
function fieldReferences(texts: readonly PdfText[]): ReadonlyMap<string, boolean> {
  const known = new Map<string, boolean>();
  if (!texts.some(({ bare }) => bare.includes('/JavaScript'))) return known;
  for (const { bare } of texts) {
    for (const [, trigger, label = ''] of bare.matchAll(references)) {
      const key = label.replace(/[\s\0]+/g, ' ');
      known.set(key, trigger !== undefined && (known.get(key) ?? true));
    }
  }
  return known;
}

/** Does a field's own trigger hold this action, or alone refer to it? */
function isOfField(bare: string, at: number, isOfFields: ReadonlyMap<string, boolean>): boolean {
  const from = Math.max(0, at - 4096);
  const open = bare.slice(from, at).lastIndexOf('<<');
  if (open < 0) return false;
  const owner = before(bare, from + open);
  if (fieldTrigger.test(owner)) return true;
  const label = /(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+obj$/.exec(owner);
  return label !== null && isOfFields.get(`${label[1] ?? ''} ${label[2] ?? ''}`) === true;
}

/** Files in the document, and documents elsewhere that open in its place. */
function judgeFiles({ text, bare, streams, offsetOf }: PdfText, findings: Findings): void {
  if (/\/(?:EF|EmbeddedFile|Filespec)\b/.test(bare)) {
    const names = new Set<string>();
    for (const { 1: literal, 2: hex, index } of text.matchAll(fileName)) {
      const written = literal ?? hex ?? '';
      if (bare[index] !== '/' || names.has(written) || names.size >= mostNames) continue;
      names.add(written);
      const name = stringOf(literal, hex);
      if (isRunnable(name)) findings.active('program', offsetOf(index), name);
    }
  }
  for (const name of documentsElsewhere) {
    for (const at of places(bare, name))
      if (leadsElsewhere(text.slice(at, at + 400))) findings.active('external-object', offsetOf(at));
  }
  // 7.3.8.2: the data of a stream may be another file.
  for (const { dictionary, start } of streams)
    if (dictionary.includes('/F') && leadsElsewhere(dictionary)) findings.active('external-object', start);
}

/** 12.6.4.3, 12.6.4.4, 12.6.4.6, and 8.10.4: another document in its place, an article of one, or a page of one. */
const documentsElsewhere = ['/GoToR', '/GoToE', '/Thread', '/Ref'];
const firstFile = /\/F\s*(?:<<[^>]{0,200}?\/F\s*)?\(((?:[^()\\]|\\[\s\S]){1,300})\)/;

function leadsElsewhere(near: string): boolean {
  const target = firstFile.exec(near)?.[1];
  return target !== undefined && isElsewhere(stringOf(target));
}
