import type { Findings } from '../evidence/finding.js';
import type { FileView } from '../reading/file-view.js';
import type { ActiveKind } from './active-kinds.js';
import { catalogTexts } from './pdf-catalog.js';
import { pdfTexts, type PdfText } from './pdf-text.js';
import { isElsewhere, isRunnable } from './target.js';

/** Blanks and comments between tokens (ISO 32000-1, 7.2.3). */
const gap = String.raw`(?:[\s\0]|%[^\r\n]{0,200}[\r\n])*`;
const action = (name: string) => new RegExp(String.raw`/S${gap}/${name}(?![\w#])`);
const token = (name: string) => new RegExp(String.raw`/${name}(?![\w#])`);

/** ISO 32000-1, 12.6.4, "Action types", and 12.7.8, XFA. */
const marks: readonly (readonly [RegExp, ActiveKind])[] = [
  [action('Launch'), 'launch'],
  [action('SubmitForm'), 'form-submission'],
  [action('ImportData'), 'external-content'],
  [new RegExp(String.raw`/XFA${gap}(?:\[|\d|<|\()`), 'xfa'],
  [new RegExp(String.raw`/OnInstantiate${gap}\d`), 'script'],
];
const javaScript = new RegExp(token('JavaScript'), 'g');
const encrypt = new RegExp(String.raw`/Encrypt${gap}(?:\d+${gap}\d+${gap}R|<<)`);
const remote = new RegExp(String.raw`/S${gap}/GoTo[RE](?![\w#])`, 'g');
const fileName = /\/U?F\s*(?:\(((?:[^()\\]|\\[\s\S]){1,400})\)|<([\da-f\s]{2,1600})>)/gi;
/** Of a field: on a keystroke, for its format, its check and its sum. Nothing of these runs when the document opens. */
const fieldTrigger = /\/[KFVC][\s\0]*(?:<<[^>]{0,200})?$/;

/** PDF: actions by their names, in all that was read, in object streams, and from the catalog on. */
export async function judgePdf(file: FileView, findings: Findings): Promise<void> {
  const texts = [...(await pdfTexts(file)), ...(await catalogTexts(file))];
  const whole = texts.map(({ text }) => text).join('\n');
  for (const { text, offsetOf } of texts) {
    for (const [mark, kind] of marks) {
      const at = text.search(mark);
      if (at >= 0) findings.active(kind, offsetOf(at));
    }
    judgeScripts({ text, offsetOf }, whole, findings);
    judgeFiles({ text, offsetOf }, findings);
    const locked = text.search(encrypt);
    if (locked >= 0 && !findings.has('protected'))
      findings.warn('protected', offsetOf(locked), 'by a password or by rights');
  }
}

const mostScripts = 200;

function judgeScripts({ text, offsetOf }: PdfText, whole: string, findings: Findings): void {
  let left = mostScripts;
  for (const { index } of text.matchAll(javaScript)) {
    if (--left < 0) break;
    findings.active(isOfField(text, index, whole) ? 'form-script' : 'script', offsetOf(index));
  }
}

/** Does a field's own trigger hold this action, or alone refer to it? */
function isOfField(text: string, at: number, whole: string): boolean {
  const open = text.lastIndexOf('<<', at);
  if (open < 0 || at - open > 4096) return false;
  const before = text.slice(Math.max(0, open - 400), open);
  if (fieldTrigger.test(before)) return true;
  const label = /(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+obj[\s\0]*$/.exec(before);
  if (!label) return false;
  const reference = new RegExp(String.raw`([\s\S]{4})\b${label[1]}[\s\0]+${label[2]}[\s\0]+R(?!\w)`, 'g');
  const uses = [...whole.matchAll(reference)].map(([, lead = '']) => lead);
  return uses.length > 0 && uses.every((lead) => /\/[KFVC][\s\0]+$/.test(lead));
}

/** Files in the document, and documents elsewhere that open in its place. */
function judgeFiles({ text, offsetOf }: PdfText, findings: Findings): void {
  const holdsFiles = /\/(?:EF|EmbeddedFile|Filespec)\b/.test(text);
  for (const { 1: literal, 2: hex, index } of text.matchAll(fileName)) {
    const name = nameOf(literal, hex);
    if (holdsFiles && isRunnable(name)) findings.active('program', offsetOf(index), name);
  }
  for (const { index } of text.matchAll(remote)) {
    const near = text.slice(index, index + 400);
    const target = /\/F\s*(?:<<[^>]{0,200}?\/F\s*)?\(((?:[^()\\]|\\[\s\S]){1,300})\)/.exec(near)?.[1];
    if (target !== undefined && isElsewhere(nameOf(target)))
      findings.active('external-object', offsetOf(index));
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
