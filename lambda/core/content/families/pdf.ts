import { has, latin1 } from '../bytes.js';
import type { FileView } from '../file-view.js';
import type { Findings } from '../finding.js';
import type { Anatomy, FormatFamily } from '../format.js';
import { isAllPadding } from '../padding.js';
import type { GuestKind } from '../signatures.js';

/** Readers look for the header in the first 1,024 bytes (PDF 1.7 reference, implementation note 13). */
const headerWithin = 1024;
const header = /%PDF-[012]\.\d/;

/** PDF (ISO 32000-1, 7.5: header, body, cross-reference, trailer with `startxref` and `%%EOF`). */
export const pdf: FormatFamily = {
  name: 'pdf',

  // Last among the formats: every other one would be asked about the bytes before its header.
  recognise(head) {
    return has(head, 0, '%PDF-') || header.test(latin1(head, 0, headerWithin + 8))
      ? 'application/pdf'
      : undefined;
  },

  examine(file, _type, findings): Anatomy {
    judgePrefix(file.head, findings);
    const end = lastEnd(file, findings);
    return { ...(end !== undefined && { end }), nests: nestedIn(file) };
  },
};

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

/** Behind the last `startxref N %%EOF`: each incremental update adds one. */
function lastEnd(file: FileView, findings: Findings): number | undefined {
  const { tail, tailOffset } = file;
  const text = latin1(tail);
  for (
    let at = text.lastIndexOf('startxref');
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf('startxref', at - 1)
  ) {
    const found = /^startxref\s+\d+\s+%%EOF(\r\n?|\n)?/.exec(text.slice(at, at + 64));
    if (found) return tailOffset + at + found[0].length;
  }
  const mark = text.lastIndexOf('%%EOF');
  if (mark >= 0) return tailOffset + mark + 5;
  if (file.isWhole) findings.warn('truncated', file.sizeBytes, 'no %%EOF');
  else findings.refuse('ending-missing', tailOffset, 'no %%EOF in the last bytes of the PDF');
  return undefined;
}

/** Attached PDFs are content; so is the rich text of forms (XFA, /RV, /RC), which is HTML. */
function nestedIn(file: FileView): GuestKind[] {
  const text = latin1(file.head) + (file.isWhole ? '' : latin1(file.tail));
  const isPage = /<(?:!doctype\s+html|script|iframe)[\s>]|<html[\s>]|<head>/i.test(text);
  const isForm = /xfa\.org|<xdp:xdp|xfa:data|RichText|\/RV\s*\(|\/RC\s*\(/.test(text);
  return isPage && !isForm ? ['pdf'] : ['pdf', 'html'];
}
