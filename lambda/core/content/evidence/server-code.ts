import { latin1 } from '../reading/bytes.js';
import { isShortCode } from './short-code.js';

/** How far a piece of code is read, and how many characters without its end are no chance. */
const codeBytes = 2048;
const openCodeBytes = 24;
const shortCodeBytes = 6;
/** Of what stands in front of a mark. */
const contextBytes = 40;

const isPrintable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

/**
 * The first byte at or behind an offset for which a rule holds, or the end. Marks one behind the other share one look, so
 * that a file full of them costs no more than its length.
 */
class NextByte {
  private from = 0;
  private found = -1;

  constructor(
    private readonly b: Buffer,
    private readonly holds: (b: Buffer, at: number) => boolean,
  ) {}

  at(from: number): number {
    if (from < this.from || from > this.found) {
      this.from = from;
      this.found = from;
      while (this.found < this.b.length && !this.holds(this.b, this.found)) this.found++;
    }
    return this.found;
  }
}

const isOneOf = (characters: RegExp) => {
  const table = Array.from({ length: 256 }, (_, byte) => characters.test(String.fromCharCode(byte)));
  return (b: Buffer, at: number): boolean => table[b[at] as number] === true;
};

const isClose = (b: Buffer, at: number, first: number): boolean => b[at] === first && b[at + 1] === 0x3e;
const endsBy = (first: number) => (b: Buffer, at: number) =>
  !isPrintable(b[at] as number) || isClose(b, at, first);
const questionMark = 0x3f;
const percentSign = 0x25;

/**
 * Not of the 85 characters from `!` to `u` (PostScript Language Reference, "ASCII85Encode"), as old PDF files hold them:
 * in such text, marks of two letters stand by chance.
 */
const isPlain = isOneOf(/[^!-uz\r\n]/);
const isEchoed = isOneOf(/[$`"'(\w]/);
const isCalled = isOneOf(/[$`(]/);
const isNamed = isOneOf(/[\w"']/);

/** What is behind the marks of one buffer. */
class CodeBehind {
  readonly echoed;
  readonly called;
  readonly named;
  private readonly plain;
  private readonly plainBefore;
  private readonly ends;

  constructor(private readonly b: Buffer) {
    this.echoed = new NextByte(b, isEchoed);
    this.called = new NextByte(b, isCalled);
    this.named = new NextByte(b, isNamed);
    this.plain = new NextByte(b, isPlain);
    this.plainBefore = new NextByte(b, isPlain);
    this.ends = {
      [questionMark]: new NextByte(b, endsBy(questionMark)),
      [percentSign]: new NextByte(b, endsBy(percentSign)),
    };
  }

  /** Printable characters up to `?>` or `%>`, or up to where they end. */
  run(from: number, first: typeof questionMark | typeof percentSign): { length: number; isClosed: boolean } {
    const end = this.ends[first].at(from);
    const length = Math.min(end - from, codeBytes);
    return { length, isClosed: length === end - from && isClose(this.b, end, first) };
  }

  /** Whether the mark and all that follows it, up to `end`, may be encoded bytes. */
  isEncoded(mark: number, from: number, end: number): boolean {
    const before = mark - contextBytes;
    return before >= 0 && this.plain.at(from) >= end && this.plainBefore.at(before) >= mark;
  }
}

/**
 * `<?=` and `<?` of PHP, behind which code follows. Three bytes stand in 100 KB of noise once in 150 files, and six
 * printable characters up to `?>` or 24 without it behind them once in some million.
 */
export function phpEchoes(b: Buffer): (at: number) => boolean {
  const code = new CodeBehind(b);
  return (at) => {
    const isEcho = b[at + 2] === 0x3d;
    const isShort = !isEcho && !isBlank(b[at + 2]);
    if (isShort && !isShortCode(b, at + 2)) return false;
    const from = isShort ? at + 2 : at + 3;
    const { length, isClosed } = code.run(from, questionMark);
    const end = from + (isClosed ? length : Math.min(length, openCodeBytes));
    const isLikely = isShort || (isEcho ? code.echoed : code.called).at(from) < end;
    const isEnough = isClosed || length >= openCodeBytes;
    return isLikely && isEnough && !code.isEncoded(at, from, end);
  };
}

/**
 * `<%` of JSP and ASP, which has to be closed. Behind `=`, `@`, `!`, `-` or a blank a single character is code; else six
 * are.
 */
export function serverPages(b: Buffer): (at: number) => boolean {
  const code = new CodeBehind(b);
  return (at) => {
    const from = at + 2;
    const { length, isClosed } = code.run(from, percentSign);
    if (!isClosed || length < 2) return false;
    const first = b[from] ?? 0;
    const isMarked = isBlank(first) || first === 0x3d || first === 0x40 || first === 0x21 || first === 0x2d;
    const isCode = code.named.at(from) < from + length && (isMarked || length >= shortCodeBytes);
    return isCode && !code.isEncoded(at, from, from + length);
  };
}

/** `<!--#exec` and its like (Apache HTTP Server, mod_include). */
export const isServerSideInclude = (b: Buffer, at: number): boolean =>
  /^(?:exec|include|config|set|echo|if|elif|printenv|fsize|flastmod)[\s>-]/i.test(latin1(b, at + 5, at + 15));

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
