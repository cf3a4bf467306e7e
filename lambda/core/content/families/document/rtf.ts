import { has, latin1 } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { findGuests } from '../../evidence/guests.js';
import { hasPaddingRun, leadingPadding } from '../../evidence/padding.js';
import { guestNames, type GuestKind } from '../../evidence/signatures.js';

/** Characters in front of the closing brace that have to be text. */
const proofBytes = 24;
const triesForBrace = 4096;
/** In noise every ninth byte is a control character. */
const mostControls = 0.02;

/** Rich Text Format (RTF Specification 1.9.1): one group in braces. */
export const rtf: FormatFamily = {
  name: 'rtf',
  unit: 'a control word',

  recognise(head) {
    return /^\s{0,64}\{\\rtf/.test(latin1(head, 0, 72)) ? 'application/rtf' : undefined;
  },

  examine(file, _type, findings): Anatomy {
    const unitAt = firstControlWord(file);
    if (unitAt === undefined) return { unitAt };
    if (!file.isWhole && !isMostlyText(file.tail)) {
      findings.refuse('ending-missing', file.tailOffset, 'what stands there is no rich text');
      return { unitAt, nests };
    }
    const end = file.isWhole ? groupEnd(file.head) : endInTail(file);
    if (end === undefined) {
      const isText =
        file.isWhole ||
        (isProof(latin1(file.tail.subarray(-proofBytes))) && !isBehindPadding(file.tail, file.tail.length));
      if (isText) findings.warn('truncated', file.sizeBytes, 'the RTF group is not closed');
      else findings.refuse('ending-missing', file.tailOffset, 'no RTF group closes in it');
      return { unitAt, nests };
    }
    const lastEnd = lineEnd(file, end);
    judgePageBehind(file, lastEnd, findings);
    return { unitAt, end: lastEnd, nests, middle: { from: 0, fits: isMostlyText } };
  },
};

/** What only a document has: a group with a destination, or the end or form of a paragraph (RTF Specification). */
const contentWord =
  /\{\\(?:\*\\[a-z]+|(?:fonttbl|colortbl|stylesheet|info|pict|field|header|footer)[lrf]?(?![a-z\d]))|\\(?:pard?|sectd|trowd)(?![a-z\d])/;
/** Words of the header, of which a short document may have no others. */
const headerWord = String.raw`\\(?:ansi|mac|pca|ansicpg|adeff|deff|deflang|stshf|fbidis|viewkind|lang|paper[wh])(?:-?\d+)?(?![A-Za-z\d])`;
const firstHeaderWord = new RegExp(headerWord);
/** The mark and its version, such a word right behind them, and another one or one that forms characters. */
const wholeHeader = new RegExp(
  String.raw`^\s*\{\\rtf\d* ?${headerWord}[^\\]*(?:\\[{}\\~'][^\\]*)*(?:${headerWord}|\\(?:fs?|cf)\d+(?![A-Za-z\d])|\\(b|i|ul)[ ][^\\]*\\\1(?:0|none)[ ])`,
);
/** Writers open a group for a word that forms it; braces without one stand in other text. */
const bareGroup = /\{(?!\\)/;

/** A part of a document, or a header, if more follows it or it stands in a group that is all of the file. */
function firstControlWord(file: FileView): number | undefined {
  const { head, tail, tailOffset } = file;
  const start = latin1(head, 0, 4096);
  const inHeader = firstHeaderWord.exec(start);
  const inHead = contentWord.exec(start) ?? (isOneGroup(file) ? inHeader : null);
  if (inHead) return inHead.index;
  if (wholeHeader.test(start)) return 0;
  const inTail = inHeader && contentWord.exec(latin1(tail));
  return inTail ? tailOffset + inTail.index : undefined;
}

function isOneGroup({ head, isWhole }: FileView): boolean {
  const end = isWhole ? groupEnd(head) : undefined;
  return (
    end !== undefined &&
    leadingPadding(head.subarray(end)) === head.length - end &&
    isProof(latin1(head, 0, end)) &&
    !bareGroup.test(latin1(head, 0, end))
  );
}

/** A group is text: pages may be written about in it, and mail that was turned into RTF keeps its own. */
const nests: readonly GuestKind[] = ['rtf', 'html'];

/** No more control characters than damage leaves. Raw bytes (`\bin`) may be anything. */
function isMostlyText(bytes: Buffer): boolean {
  if (bytes.includes('\\bin')) return true;
  let controls = 0;
  for (const byte of bytes) if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) controls++;
  return controls <= bytes.length * mostControls;
}

function judgePageBehind(file: FileView, end: number, findings: Findings): void {
  const page = findGuests(file.cached(end, file.sizeBytes - end) ?? Buffer.alloc(0), end).get('html');
  if (page !== undefined) findings.refuse('guest-trailing', page, `${guestNames.html} stands`);
}

/** Writers add a line end, and some a zero behind it. */
function lineEnd({ tail, tailOffset }: FileView, groupEndsAt: number): number {
  const from = groupEndsAt - tailOffset;
  return groupEndsAt + Math.min(8, leadingPadding(tail.subarray(from, from + 8)));
}

const [brace, closing, backslash] = [0x7b, 0x7d, 0x5c];
const isDigit = (byte = 0): boolean => byte >= 0x30 && byte <= 0x39;
const rawBytes = /^\\bin(\d{1,9}) ?/;

/** Behind the brace that closes the first one. What a backslash stands before is no brace; `\bin` skips raw bytes. */
function groupEnd(bytes: Buffer): number | undefined {
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === brace) depth++;
    else if (byte === closing && --depth === 0) return at + 1;
    else if (byte === backslash) {
      const isRaw = has(bytes, at + 1, 'bin') && isDigit(bytes[at + 4]);
      const raw = isRaw ? rawBytes.exec(latin1(bytes, at, at + 16)) : null;
      at += raw ? raw[0].length - 1 + Number(raw[1]) : 1;
    }
  }
  return undefined;
}

/** The last closing brace that ends text: chance braces in other bytes stand behind no text. */
function endInTail({ tail, tailOffset }: FileView): number | undefined {
  let at = tail.lastIndexOf('}');
  for (let tries = 0; at >= proofBytes && tries < triesForBrace; tries++) {
    if (isProof(latin1(tail, at - proofBytes, at)) && !isBehindPadding(tail, at)) return tailOffset + at + 1;
    at = tail.lastIndexOf('}', at - 1);
  }
  return undefined;
}

/** What stands behind a run of padding was put there; only raw bytes (`\bin`) have such runs in RTF. */
const isBehindPadding = (tail: Buffer, at: number): boolean =>
  !tail.includes('\\bin') && hasPaddingRun(tail.subarray(0, at));

const isProof = (text: string): boolean => /^[\t\n\r\x20-\x7e]+$/.test(text);
