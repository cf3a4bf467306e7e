import { has, latin1 } from '../../reading/bytes.js';
import { isLetter, NextMark } from './next-mark.js';
import { code, digit, isBlank, isMark } from './pdf-characters.js';

/** A stream: its dictionary, and where its data begin and end; without an end, that was not in the bytes. */
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
  /** Of a character of `text`, its offset in the file. */
  offsetOf(index: number): number;
}

/**
 * Reads tokens as ISO 32000-1, 7.2 and 7.3, has them. A cross-reference may lead to an object wherever it stands, in a
 * comment, string or stream as well, so whatever is open ends where `obj` stands.
 *
 * @param bytes from the first byte of a file or of an object on, or from anywhere
 */
export function readStructure(bytes: Buffer, { offset = 0, isCut = false }: Whereabouts = {}): PdfStructure {
  return new StructureReader(bytes, offset).run(isCut);
}

interface Whereabouts {
  /** Where the bytes stand in the file. @default 0 */
  readonly offset?: number;
  /**
   * Whether they may begin in the middle of something: what stands in front of the first object counts as structure, and
   * as the data of a stream if one ends there. @default false
   */
  readonly isCut?: boolean;
}

/** So many bytes in front of `obj` are its numbers. */
const labelBytes = 32;

/** Nobody requests what is said of most streams, so it is looked up late. */
class FoundStream implements PdfStream {
  constructor(
    private readonly reader: StructureReader,
    private readonly labelEnd: number,
    private readonly from: number,
    private readonly to: number,
    readonly start: number,
    readonly end: number | undefined,
  ) {}

  get dictionary(): string {
    return this.reader.read.slice(this.from, this.to);
  }

  get label(): string {
    const before = latin1(this.reader.b, this.labelEnd - labelBytes, this.labelEnd);
    const label = /(\d{1,10})[\s\0]+(\d{1,5})[\s\0]*$/.exec(before);
    return label ? `${label[1] ?? ''} ${label[2] ?? ''}` : '';
  }
}

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
  private readonly streams: FoundStream[] = [];
  /** The text, once all is read. */
  read = '';

  constructor(
    readonly b: Buffer,
    private readonly offset: number,
  ) {
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
    this.read = this.text.toString('latin1', 0, this.length);
    return {
      text: this.read,
      bare: this.bare.toString('latin1', 0, this.length),
      streams: this.streams,
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
    if (!has(b, at, 'stream') || isLetter(b[at + 6])) return false;
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
    const known = end === b.length ? undefined : this.offset + end;
    this.streams.push(new FoundStream(this, this.labelEnd, from, length, this.offset + start, known));
    this.skip(end);
    this.objectAt = this.length;
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
    return this.offset + (bytePlaces[low] ?? 0) + index - (textPlaces[low] ?? 0);
  }
}
