import { latin1 } from '../reading/bytes.js';

/** How far a piece of code is read, and how many characters without its end are no chance. */
const codeBytes = 2048;
const openCodeBytes = 24;
const shortCodeBytes = 6;
/** Of what stands in front of a mark. */
const contextBytes = 40;

const isPrintable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

/** From `from` on, printable characters up to `close`, or up to where they end. */
function printableRun(b: Buffer, from: number, close: string): { length: number; isClosed: boolean } {
  const to = Math.min(b.length, from + codeBytes);
  for (let at = from; at < to; at++) {
    if (b[at] === close.charCodeAt(0) && b[at + 1] === close.charCodeAt(1))
      return { length: at - from, isClosed: true };
    if (!isPrintable(b[at] as number)) return { length: at - from, isClosed: false };
  }
  return { length: to - from, isClosed: false };
}

/**
 * Text in which marks of two letters stand by chance: bytes written as the 85 characters from `!` to `u` (PostScript
 * Language Reference, "ASCII85Encode"), as old PDF files hold them.
 */
const isEncoded = (text: string): boolean => /^[!-uz\r\n]*$/.test(text);
const isInEncoded = (b: Buffer, at: number): boolean =>
  at >= contextBytes && isEncoded(latin1(b, at - contextBytes, at));

/**
 * `<?=` and `<?` of PHP, behind which code follows. Three bytes stand in 100 KB of noise once in 150 files, and six
 * printable characters up to `?>` or 24 without it behind them once in some million.
 */
export function isPhpEcho(b: Buffer, at: number): boolean {
  const isEcho = b[at + 2] === 0x3d;
  if (!isEcho && !isBlank(b[at + 2])) return false;
  const { length, isClosed } = printableRun(b, at + 3, '?>');
  const code = latin1(b, at + 3, at + 3 + (isClosed ? length : Math.min(length, openCodeBytes)));
  const isLikely = isEcho ? /[$`"'(\d\w]/.test(code) : /[$`(]/.test(code);
  const isEnough = isClosed || length >= openCodeBytes;
  return isLikely && isEnough && !(isInEncoded(b, at) && isEncoded(code));
}

/**
 * `<%` of JSP and ASP, which has to be closed. Behind `=`, `@`, `!`, `-` or a blank a single character is code; else six
 * are.
 */
export function isServerPage(b: Buffer, at: number): boolean {
  const first = b[at + 2] ?? 0;
  const { length, isClosed } = printableRun(b, at + 2, '%>');
  if (!isClosed || length < 2) return false;
  const isMarked = isBlank(first) || first === 0x3d || first === 0x40 || first === 0x21 || first === 0x2d;
  const code = latin1(b, at + 2, at + 2 + length);
  const isCode = /[\w"']/.test(code) && (isMarked || length >= shortCodeBytes);
  return isCode && !(isInEncoded(b, at) && isEncoded(code));
}

/** `<!--#exec` and its like (Apache HTTP Server, mod_include). */
export const isServerSideInclude = (b: Buffer, at: number): boolean =>
  /^(?:exec|include|config|set|echo|if)\s/i.test(latin1(b, at + 5, at + 13));

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
