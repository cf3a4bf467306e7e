import type { Work } from '../reading/work.js';
import { doctypeEnd } from './markup.js';

/** One start tag, as an XML parser sees it. It is the same object for each tag, and holds until the next one. */
export interface Tag {
  /** With its prefix, as written. */
  readonly name: string;
  readonly at: number;
  /** How many elements it is in. */
  readonly depth: number;
  /** Names and values by turns. */
  readonly attributes: readonly string[];
}

const code = {
  bang: 0x21,
  quote: 0x22,
  apostrophe: 0x27,
  slash: 0x2f,
  less: 0x3c,
  equals: 0x3d,
  more: 0x3e,
  question: 0x3f,
};

/** White space as HTML and XML parsers know it, and the byte order mark, which stands where blanks do. */
const isBlank = (c: number): boolean => c === 0x20 || (c >= 0x09 && c <= 0x0d) || c === 0xfeff || c === 0xa0;

/** What ends a name: blanks, and the marks of tags and attributes. */
const endsName = (c: number): boolean =>
  c === code.more ||
  c === code.equals ||
  c === code.slash ||
  c === code.quote ||
  c === code.apostrophe ||
  c === code.less ||
  isBlank(c);

/**
 * Calls `visit` for the start tags of a text in order, until it answers true.
 * @returns false when the text isn't well-formed up to there (XML 1.0, sections 2.1 and 3.1): an HTML parser would see
 * tags that were not visited, or something else stands behind the root element
 */
export function visitTags(text: string, work: Work, visit: (tag: Tag) => boolean): boolean {
  return new TagWalk(text, work).run(visit);
}

class TagWalk {
  private at = 0;
  private depth = 0;
  private tags = 0;
  private readonly attributes: string[] = [];

  constructor(
    private readonly text: string,
    private readonly work: Work,
  ) {}

  run(visit: (tag: Tag) => boolean): boolean {
    const { text } = this;
    const tag = { name: '', at: 0, depth: 0, attributes: this.attributes };
    for (;;) {
      const next = this.nextMarkup();
      // Only blanks stand outside of the root element.
      if (next === undefined) return false;
      if (next < 0) return this.tags > 0 && this.depth === 0;
      this.work.spend(8, next);
      const kind = text.charCodeAt(next + 1);
      if (kind === code.slash || kind === code.bang || kind === code.question) {
        if (!this.skip(next, kind)) return false;
        continue;
      }
      if (this.depth === 0 && this.tags > 0) return false;
      tag.at = next;
      tag.depth = this.depth;
      tag.name = this.readName(next + 1);
      if (tag.name === '' || !this.readAttributes()) return false;
      this.tags++;
      if (visit(tag)) return true;
    }
  }

  /** Where the next `<` stands; -1 without one, `undefined` where other than blanks stands outside of the root. */
  private nextMarkup(): number | undefined {
    if (this.text.charCodeAt(this.at) === code.less) return this.at;
    if (this.depth > 0) return this.text.indexOf('<', this.at);
    const { text } = this;
    let at = this.at;
    while (at < text.length && isBlank(text.charCodeAt(at))) at++;
    if (at === text.length) return -1;
    return text.charCodeAt(at) === code.less ? at : undefined;
  }

  /** Over markup that is no start tag; its content is no markup. */
  private skip(from: number, kind: number): boolean {
    const { text } = this;
    if (kind === code.slash) {
      this.depth--;
      this.at = text.indexOf('>', from + 2) + 1;
      return this.at > 0 && this.depth >= 0;
    }
    if (kind === code.question) return this.skipTo('?>', from + 2);
    if (text.startsWith('<!--', from)) return this.skipTo('-->', from + 4);
    if (text.startsWith('<![CDATA[', from)) return this.skipTo(']]>', from + 9);
    this.at = doctypeEnd(text, from);
    if (this.at > 0) this.work.spend(this.at - from, from);
    return this.at > 0;
  }

  private skipTo(mark: string, from: number): boolean {
    const end = this.text.indexOf(mark, from);
    this.at = end + mark.length;
    return end >= 0;
  }

  private readName(from: number): string {
    const { text } = this;
    let at = from;
    while (at < text.length && !endsName(text.charCodeAt(at))) at++;
    this.at = at;
    return text.slice(from, at);
  }

  private skipBlanks(): void {
    while (isBlank(this.text.charCodeAt(this.at))) this.at++;
  }

  /** Up to behind the `>` of the tag. */
  private readAttributes(): boolean {
    const { text, attributes } = this;
    if (attributes.length > 0) attributes.length = 0;
    for (;;) {
      this.skipBlanks();
      const c = text.charCodeAt(this.at);
      if (c === code.more) {
        this.at++;
        this.depth++;
        return true;
      }
      if (c === code.slash && text.charCodeAt(this.at + 1) === code.more) {
        this.at += 2;
        return true;
      }
      if (!this.readAttribute()) return false;
    }
  }

  private readAttribute(): boolean {
    const { text } = this;
    const name = this.readName(this.at);
    this.skipBlanks();
    if (name === '' || text.charCodeAt(this.at) !== code.equals) return false;
    this.at++;
    this.skipBlanks();
    const quote = text.charCodeAt(this.at);
    if (quote !== code.quote && quote !== code.apostrophe) return false;
    const from = this.at + 1;
    const end = text.indexOf(quote === code.quote ? '"' : "'", from);
    if (end < 0) return false;
    this.attributes.push(name, text.slice(from, end));
    this.at = end + 1;
    this.work.spend(8, from);
    return true;
  }
}
