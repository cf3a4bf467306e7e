import { has, latin1 } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Work } from '../../reading/work.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { endOfPdf } from './pdf-end.js';
import { isAllPadding } from '../../evidence/padding.js';
import type { GuestKind } from '../../evidence/signatures.js';

/** Readers look for the header in the first 1,024 bytes (PDF 1.7 reference, implementation note 13). */
const headerWithin = 1024;
const header = /%PDF-[012]\.\d/;

/** PDF (ISO 32000-1, 7.5: header, body, cross-reference, trailer with `startxref` and `%%EOF`). */
export const pdf: FormatFamily = {
  name: 'pdf',
  unit: 'an object or a cross-reference',

  // Last among the formats: every other one would be asked about the bytes before its header.
  recognise(head) {
    return has(head, 0, '%PDF-') || header.test(latin1(head, 0, headerWithin + 8))
      ? 'application/pdf'
      : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const unitAt = firstObject(file.head, 0, file.work) ?? firstObject(file.tail, file.tailOffset, file.work);
    if (unitAt === undefined) return { unitAt };
    judgePrefix(file.head, findings);
    const end = await endOfPdf(file, Math.max(0, file.head.indexOf('%PDF-')), findings);
    return { unitAt, ...(end !== undefined && { end }), nests: () => nestedIn(file) };
  },
};

/** Numbers of objects and generations have at most so many digits, with one blank or more behind each. */
const longestLabelBytes = 24;
/** A dictionary, in which names are keys, or a stream, which begins with one (ISO 32000-1, 7.3.7 and 7.3.8). */
const dictionary = /^\s*(?:%[^\r\n]*[\r\n]\s*)?<<\s*(?:%[^\r\n]*[\r\n]\s*)?(?:\/|>>)/;
/** What other objects begin with: an array, string, name, number or word. Such fit much else, so they have to end. */
const otherObject = /^\s*(?:%[^\r\n]*[\r\n]\s*)?(?:[[(</+\-.\d]|true|false|null)/;
const objectEnd = 'endobj';
const otherObjectBytes = 4 * 1024;

/** `12 0 obj` and what may stand in one (7.3.10), or entries of a cross-reference table (7.5.4). */
function firstObject(bytes: Buffer, base: number, work: Work): number | undefined {
  for (let at = bytes.indexOf('obj'); at >= 0; at = bytes.indexOf('obj', at + 3)) {
    work.spend(longestLabelBytes, base + at);
    const label = /\d+\s+\d+\s*$/.exec(latin1(bytes, at - longestLabelBytes, at));
    if (label && isObject(bytes, at + 3, base, work)) return base + at - label[0].length;
  }
  const entry = bytes.indexOf(' 00000 n');
  return entry >= 10 && /^\d{10}$/.test(latin1(bytes, entry - 10, entry)) ? base + entry : undefined;
}

function isObject(bytes: Buffer, at: number, base: number, work: Work): boolean {
  const start = latin1(bytes, at, at + 128);
  if (dictionary.test(start)) return true;
  if (!otherObject.test(start)) return false;
  work.spend(otherObjectBytes / 8, base + at);
  return bytes.subarray(at, at + otherObjectBytes).includes(objectEnd);
}

function judgePrefix(head: Buffer, findings: Findings): void {
  const at = head.indexOf('%PDF-');
  if (at === 0) return;
  const prefix = head.subarray(0, at);
  if (at <= 3 || isAllPadding(prefix) || isHarmlessPrefix(prefix)) findings.warn('leading-bytes', 0, at);
  else findings.refuse('leading-bytes', 0, at);
}

/** Banners of Ghostscript and mail gateways, Mac file headers, printer job language. */
function isHarmlessPrefix(prefix: Buffer): boolean {
  const text = latin1(prefix);
  const isPlain = /^[\t\n\r\x20-\x7e\xef\xbb\xbf]*$/.test(text) && !/[<{]|^#!|^%!|^@echo|^MZ/i.test(text);
  const isAppleSingle = text.startsWith('\0\x05\x16\0') || text.startsWith('\0\x05\x16\x07');
  const isMacBinary =
    prefix.length === 128 && prefix[0] === 0 && (prefix[1] ?? 0) > 0 && (prefix[1] ?? 0) < 64;
  const isPrinterJob = text.startsWith('\x1b%-12345X') && !text.includes('<');
  return isPlain || isAppleSingle || isMacBinary || isPrinterJob;
}

/** Attached PDFs are content; so is the rich text of forms (XFA, /RV, /RC), which is HTML. */
function nestedIn(file: FileView): GuestKind[] {
  const text = latin1(file.head) + (file.isWhole ? '' : latin1(file.tail));
  const isPage = /<(?:!doctype\s+html|script|iframe)[\s>]|<html[\s>]|<head>/i.test(text);
  const isForm = /xfa\.org|<xdp:xdp|xfa:data|RichText|\/RV\s*\(|\/RC\s*\(/.test(text);
  return isPage && !isForm ? ['pdf'] : ['pdf', 'html'];
}
