import { latin1 } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';

/** What a cross-reference table or stream may be followed by before its `startxref`: a trailer dictionary. */
const trailerBytes = 4 * 1024;
/** The dictionary of a cross-reference stream lists its subsections. */
const sectionHeadBytes = 16 * 1024;
/** Many updates leave many short ones. */
const subsectionsReadAhead = 64 * 1024;
/** One for each object that an update changed, in files with thousands of updates. */
const mostSubsections = 32 * 1024;

interface Closing {
  /** Offset of the cross-reference section, as the file states it. */
  readonly xref: number;
  /** Behind `%%EOF`. */
  readonly end: number;
}

/**
 * Behind the last `startxref N %%EOF`; each incremental update adds one. What stands at N must lead there: a copy of
 * the last line behind an appended file doesn't move the end.
 * @param shift how many bytes stand before the header, from which offsets are counted
 */
export async function endOfPdf(
  file: FileView,
  shift: number,
  findings: Findings,
): Promise<number | undefined> {
  const { tailOffset } = file;
  const text = latin1(file.tail);
  const closing = lastClosing(text, tailOffset);
  if (!closing) return endWithoutXref(file, text, findings);
  const xref = closing.xref + shift;
  if (file.isWhole || xref >= tailOffset) return closing.end;

  const linearized = linearizedLength(file.head);
  if (linearized !== undefined && closing.xref < linearized) {
    return linearized + shift <= file.sizeBytes ? Math.min(closing.end, linearized + shift) : closing.end;
  }
  return (await sectionEnd(file, xref)) ?? endOfBroken(text, closing, tailOffset, findings);
}

function lastClosing(text: string, base: number): Closing | undefined {
  for (
    let at = text.lastIndexOf('startxref');
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf('startxref', at - 1)
  ) {
    const found = /^startxref\s+(\d{1,15})\s+%%EOF(\r\n?|\n)?/.exec(text.slice(at, at + 64));
    if (found) return { xref: Number(found[1]), end: base + at + found[0].length };
  }
  return undefined;
}

function endWithoutXref(file: FileView, text: string, findings: Findings): number | undefined {
  const mark = text.lastIndexOf('%%EOF');
  const isPdf = file.isWhole || looksLikePdf(text);
  if (mark >= 0 && isPdf) return file.tailOffset + mark + 5;
  if (isPdf) findings.warn('truncated', file.sizeBytes, 'no %%EOF');
  else findings.refuse('ending-missing', file.tailOffset, 'no %%EOF in the last bytes of the PDF');
  return undefined;
}

/** ISO 32000-1, F.2: a linearized file states its own length in its first object, and ends with its first section. */
function linearizedLength(head: Buffer): number | undefined {
  const text = latin1(head, 0, 1024);
  if (!text.includes('/Linearized')) return undefined;
  const length = /\/L\s+(\d{1,15})/.exec(text)?.[1];
  return length === undefined ? undefined : Number(length);
}

/** Where the cross-reference section at `xref` and its trailer end; `undefined` if there is none. */
async function sectionEnd(file: FileView, xref: number): Promise<number | undefined> {
  const text = latin1(await file.bytes(xref, sectionHeadBytes));
  const stream = /^\s*\d+\s+\d+\s+obj[\s\S]*?\/Length\s+(\d{1,12})(?!\s+\d+\s+R)/.exec(text);
  if (stream) return closingBehind(file, xref + stream[0].length + Number(stream[1]));
  const mark = /^\s*xref\s+/.exec(text);
  return mark ? tableEnd(file, xref + mark[0].length) : undefined;
}

/** ISO 32000-1, 7.5.4: subsections, each a first number and a count of entries, which have exactly twenty bytes. */
async function tableEnd(file: FileView, from: number): Promise<number | undefined> {
  const steps = file.allowance(8);
  let at = from;
  for (let subsections = 0; subsections < mostSubsections; subsections++) {
    const head = latin1((await steps.bytes(at, 64, subsectionsReadAhead)) ?? Buffer.alloc(0));
    const subsection = /^\s*(\d+)[ \t]+(\d+)\s+/.exec(head);
    if (!subsection) return /^\s*trailer\b/.test(head) ? closingBehind(file, at) : undefined;
    at += subsection[0].length + Number(subsection[2]) * 20;
  }
  return undefined;
}

async function closingBehind(file: FileView, at: number): Promise<number | undefined> {
  if (at >= file.tailOffset) return lastClosing(latin1(file.tail), file.tailOffset)?.end;
  const text = latin1(await file.bytes(at, trailerBytes));
  const found = /startxref\s+\d{1,15}\s+%%EOF(\r\n?|\n)?/.exec(text);
  return found ? at + found.index + found[0].length : undefined;
}

/** Readers repair files whose offsets are wrong; the tail of such a file is still made of PDF objects. */
function endOfBroken(text: string, { end }: Closing, tailOffset: number, findings: Findings): number {
  if (looksLikePdf(text))
    findings.warn('structure-odd', end, 'startxref does not lead to the cross-reference section');
  else findings.refuse('ending-missing', tailOffset, 'no PDF objects lead to the last %%EOF');
  return end;
}

/** Objects end, and their streams do, every few KiB of a PDF, or it is the table of them; nothing else has such. */
const looksLikePdf = (text: string): boolean =>
  /\bendobj\b|\bendstream\b|\bstream\r?\n|\b\d{10} \d{5} [nf][ \r][\r\n]/.test(text);
