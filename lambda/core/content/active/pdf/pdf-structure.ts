import { isLetter, NextMark } from './next-mark.js';

/** A stream: its dictionary, and where in the bytes its data begin and end; without an end, it was not in them. */
export interface PdfStream {
  readonly dictionary: string;
  /** Number and generation of its object, empty where they are not written side by side. */
  readonly label: string;
  readonly start: number;
  readonly end: number | undefined;
}

/** What is structure in a stretch of a PDF, and what only stands in it. */
export interface PdfStructure {
  /** Names as they are meant; without comments and the data of streams. */
  readonly text: string;
  /** The same, character by character, with blanks in strings: a name that is left is one. */
  readonly bare: string;
  readonly streams: readonly PdfStream[];
  /** Of a character of `text`, its offset in the bytes. */
  offsetOf(index: number): number;
}

const code = {
  nul: 0x00,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  hash: 0x23,
  percent: 0x25,
  open: 0x28,
  close: 0x29,
  less: 0x3c,
  more: 0x3e,
  backslash: 0x5c,
  o: 0x6f,
  s: 0x73,
};
const isBlank = (c: number | undefined): boolean =>
  c === code.space || c === code.nul || (c !== undefined && c >= 0x09 && c <= code.carriageReturn);
/** Bytes that may begin something else than a plain character of a token. */
const isMark = new Uint8Array(256);
for (const c of [code.hash, code.percent, code.open, code.less, code.o, code.s]) isMark[c] = 1;

/** The value of a hexadecimal digit, or -1. */
function digit(c: number | undefined = 0): number {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  const letter = c | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

/**
 * Reads tokens as ISO 32000-1, 7.2 and 7.3, has them. A cross-reference may lead to an object wherever it stands, in a
 * comment, string or stream as well, so whatever is open ends where `obj` stands.
 *
 * @param bytes from the first byte of a file or of an object on, or from anywhere
 * @param isCut whether they may begin in the middle of something: what stands in front of the first object counts as
 * structure, and as the data of a stream if one ends there
 */
export function readStructure(bytes: Buffer, isCut = false): PdfStructure {
  return new StructureReader(bytes).run(isCut);
}

type Found = Omit<PdfStream, 'dictionary'> & { readonly from: number; readonly to: number };

/** So many bytes in front of `obj` are its numbers. */
const labelBytes = 32;

class StructureReader {
  private at = 0;
  private length = 0;
  private readonly text: Buffer;
  private readonly bare: Buffer;
  /** Where text and bytes part: places in the text, and in the bytes. */
  private readonly textPlaces: number[] = [0];
  private readonly bytePlaces: number[] = [0];
  private readonly objects: NextMark;
  private readonly objectEnds: NextMark;
  private readonly streamEnds: NextMark;
  /** Where in the text the last object begins. */
  private objectAt = 0;
  private labelEnd = 0;
  private readonly streams: Found[] = [];

  constructor(private readonly b: Buffer) {
    this.text = Buffer.allocUnsafe(b.length);
    this.bare = Buffer.allocUnsafe(b.length);
    this.objects = new NextMark(b, 'obj', true);
    this.objectEnds = new NextMark(b, 'endobj', false);
    this.streamEnds = new NextMark(b, 'endstream', false);
  }

  run(isCut: boolean): PdfStructure {
    const { b } = this;
    const first = isCut ? Math.min(this.objects.at(0), this.objectEnds.at(0)) : 0;
    if (isCut && this.streamEnds.at(0) < first) this.skip(this.streamEnds.at(0));
    while (this.at < b.length) {
      const c = b[this.at] as number;
      if (isMark[c] === 1) this.readMark(c, this.at >= first);
      else this.copy(1);
    }
    const text = this.text.toString('latin1', 0, this.length);
    return {
      text,
      bare: this.bare.toString('latin1', 0, this.length),
      streams: this.streams.map(({ from, to, ...places }) => ({
        dictionary: text.slice(from, to),
        ...places,
      })),
      offsetOf: (index) => this.offsetOf(index),
    };
  }

  private readMark(c: number, isInside: boolean): void {
    const { b, at } = this;
    if (c === code.hash && digit(b[at + 1]) >= 0 && digit(b[at + 2]) >= 0) this.readCode();
    else if (c === code.o && at === this.objects.at(at)) this.readObject();
    else if (c === code.s && this.isStream()) this.readStream();
    else if (c === code.percent && isInside) this.readComment();
    else if (c === code.open && isInside) this.readString();
    else if (c === code.less) this.readLess(isInside);
    else this.copy(1);
  }

  private copy(count: number, hidden = false): void {
    for (let i = 0; i < count; i++) {
      const c = this.b[this.at++] as number;
      this.text[this.length] = c;
      this.bare[this.length++] = hidden ? code.space : c;
    }
  }

  private put(c: number): void {
    this.text[this.length] = c;
    this.bare[this.length++] = c;
  }

  private part(): void {
    this.textPlaces.push(this.length);
    this.bytePlaces.push(this.at);
  }

  /** 7.3.5: `#` and two digits stand for a character of a name. */
  private readCode(): void {
    const { b, at } = this;
    this.put(digit(b[at + 1]) * 16 + digit(b[at + 2]));
    this.at += 3;
    this.part();
  }

  private readObject(): void {
    this.labelEnd = this.at;
    this.objectAt = this.length;
    this.copy(3);
  }

  private readComment(): void {
    const end = this.objects.at(this.at);
    while (this.at < end && this.b[this.at] !== code.lineFeed && this.b[this.at] !== code.carriageReturn) {
      this.put(code.space);
      this.at++;
    }
  }

  /** 7.3.4.2: brackets may stand in it in pairs, or behind a backslash. */
  private readString(): void {
    const { b } = this;
    const end = this.objects.at(this.at);
    this.copy(1);
    for (let depth = 1; depth > 0 && this.at < end;) {
      const c = b[this.at];
      if (c === code.open) depth++;
      else if (c === code.close) depth--;
      if (c === code.backslash && this.at + 1 < end) this.copy(1, true);
      this.copy(1, depth > 0);
    }
  }

  /** 7.3.4.3: digits, in which nothing else begins. */
  private readLess(isInside: boolean): void {
    const { b } = this;
    if (b[this.at + 1] === code.less) {
      this.copy(2);
      return;
    }
    const end = isInside ? this.objects.at(this.at) : this.at + 1;
    do this.copy(1);
    while (this.at < end && b[this.at - 1] !== code.more);
  }

  /** 7.3.8: the word behind a dictionary. */
  private isStream(): boolean {
    const { b, at, bare } = this;
    if (b.toString('latin1', at, at + 6) !== 'stream' || isLetter(b[at + 6])) return false;
    let before = this.length - 1;
    while (before >= 0 && isBlank(bare[before])) before--;
    return before > 0 && bare[before] === code.more && bare[before - 1] === code.more;
  }

  private readStream(): void {
    const { b, length } = this;
    const from = this.objectAt;
    this.copy(6);
    const isWide = b[this.at] === code.carriageReturn && b[this.at + 1] === code.lineFeed;
    const start = this.at + (isWide ? 2 : 1);
    const end = Math.min(this.objects.at(start), this.objectEnds.at(start), this.streamEnds.at(start));
    this.streams.push({
      from,
      to: length,
      label: this.label(),
      start,
      end: end === b.length ? undefined : end,
    });
    this.skip(end);
    this.objectAt = this.length;
  }

  private label(): string {
    const before = this.b.toString('latin1', Math.max(0, this.labelEnd - labelBytes), this.labelEnd);
    const label = /(\d{1,10})[\s\0]+(\d{1,5})[\s\0]*$/.exec(before);
    return label ? `${label[1] ?? ''} ${label[2] ?? ''}` : '';
  }

  private skip(to: number): void {
    this.put(code.lineFeed);
    this.at = Math.max(this.at, to);
    this.part();
  }

  private offsetOf(index: number): number {
    const { textPlaces, bytePlaces } = this;
    let [low, high] = [0, textPlaces.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((textPlaces[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return (bytePlaces[low] ?? 0) + index - (textPlaces[low] ?? 0);
  }
}
