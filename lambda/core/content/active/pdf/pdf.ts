import type { Findings } from '../../evidence/finding.js';
import type { FileView } from '../../reading/file-view.js';
import type { ActiveKind } from '../../evidence/active-kinds.js';
import { catalogTexts } from './pdf-catalog.js';
import { judgeAttachedFiles } from './pdf-attachment.js';
import { pdfTexts, type PdfText } from './pdf-text.js';
import { isElsewhere, isRunnable } from '../target.js';

/** Blanks and comments between tokens (ISO 32000-1, 7.2.3). */
const gap = String.raw`(?:[\s\0]|%[^\r\n]{0,80}[\r\n]){0,40}`;
const comments = /%[^\r\n]*[\r\n]/g;
/** The type of an action, or an object of its own to which the type refers. */
const behindType = /(?:\/S|\d[\s\0]+obj)[\s\0]{0,40}$/;
/** How far before its name an action may say that it is one. */
const gapBytes = 4096;
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
const fieldTrigger = /\/[KFVC][\s\0]*(?:<<[^>]{0,200})?$/;
const references = /(?:(\/[KFVC])[\s\0]{1,4})?(?<!\d)(\d{1,10}[\s\0]{1,4}\d{1,5})[\s\0]{1,4}R(?!\w)/g;

/** So many different names of files are looked at. */
const mostNames = 500;

/** PDF: actions by their names, in all that was read, in object streams, and from the catalog on. */
export async function judgePdf(file: FileView, findings: Findings): Promise<void> {
  const texts = [...(await pdfTexts(file)), ...(await catalogTexts(file))];
  const isOfFields = fieldReferences(texts);
  for (const { text, offsetOf } of texts) {
    for (const [name, kind] of actions) {
      for (const at of places(text, name)) {
        if (isTypeAt(text, at)) findings.active(kind, offsetOf(at));
      }
    }
    for (const [mark, kind] of marks) {
      const at = text.search(mark);
      if (at >= 0) findings.active(kind, offsetOf(at));
    }
    for (const at of places(text, '/JavaScript'))
      findings.active(isOfField(text, at, isOfFields) ? 'form-script' : 'script', offsetOf(at));
    judgeRenditions({ text, offsetOf }, findings);
    judgeFiles({ text, offsetOf }, findings);
    judgeAttachedFiles({ text, offsetOf }, file, findings);
    const locked = findings.has('protected') ? -1 : text.search(encrypt);
    if (locked >= 0) findings.warn('protected', offsetOf(locked), 'by a password or by rights');
  }
}

/** Is the name here the type of an action, with blanks and comments before it? */
function isTypeAt(text: string, at: number): boolean {
  if (behindType.test(text.slice(Math.max(0, at - 80), at))) return true;
  const before = text.slice(Math.max(0, at - gapBytes), at);
  return /[\r\n][\s\0]*$/.test(before) && behindType.test(before.replace(comments, ' '));
}

/** 12.6.4.13: an action that plays something runs its script instead, and has another type than scripts. */
function judgeRenditions({ text, offsetOf }: PdfText, findings: Findings): void {
  for (const at of places(text, '/Rendition')) {
    if (!isTypeAt(text, at)) continue;
    const around = text.slice(Math.max(0, at - entryBytes), at + entryBytes);
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
  for (const { text } of texts) {
    if (!text.includes('/JavaScript') && known.size === 0 && !/\/[KFVC][\s\0]/.test(text)) continue;
    for (const [, trigger, label = ''] of text.matchAll(references)) {
      const key = label.replace(/[\s\0]+/g, ' ');
      known.set(key, trigger !== undefined && (known.get(key) ?? true));
    }
  }
  return known;
}

/** Does a field's own trigger hold this action, or alone refer to it? */
function isOfField(text: string, at: number, isOfFields: ReadonlyMap<string, boolean>): boolean {
  const from = Math.max(0, at - 4096);
  const open = text.slice(from, at).lastIndexOf('<<');
  if (open < 0) return false;
  const before = text.slice(Math.max(0, from + open - 300), from + open);
  if (fieldTrigger.test(before)) return true;
  const label = /(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+obj[\s\0]*$/.exec(before);
  return label !== null && isOfFields.get(`${label[1] ?? ''} ${label[2] ?? ''}`) === true;
}

/** Files in the document, and documents elsewhere that open in its place. */
function judgeFiles({ text, offsetOf }: PdfText, findings: Findings): void {
  if (/\/(?:EF|EmbeddedFile|Filespec)\b/.test(text)) {
    const names = new Set<string>();
    for (const { 1: literal, 2: hex, index } of text.matchAll(fileName)) {
      const name = nameOf(literal, hex);
      if (names.has(name) || names.size >= mostNames) continue;
      names.add(name);
      if (isRunnable(name)) findings.active('program', offsetOf(index), name);
    }
  }
  for (const name of ['/GoToR', '/GoToE']) {
    for (const at of places(text, name)) {
      const near = text.slice(at, at + 400);
      const target = /\/F\s*(?:<<[^>]{0,200}?\/F\s*)?\(((?:[^()\\]|\\[\s\S]){1,300})\)/.exec(near)?.[1];
      if (target !== undefined && isElsewhere(nameOf(target)))
        findings.active('external-object', offsetOf(at));
    }
  }
}

/** ISO 32000-1, 7.3.4 and 7.9.2: a string in brackets with escapes or in digits, in UTF-16 where it begins so. */
function nameOf(literal = '', hex = ''): string {
  const bytes = hex
    ? Buffer.from(hex.replace(/\s/g, ''), 'hex')
    : Buffer.from(literal.replace(/\\([0-7]{1,3})/g, octal).replace(/\\([\s\S])/g, '$1'), 'latin1');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('latin1');
}

const octal = (_: string, digits: string): string => String.fromCharCode(parseInt(digits, 8) & 0xff);
