import { doctypeEnd } from './markup.js';

/** One start tag, as an XML parser sees it. */
export interface Tag {
  /** With its prefix. */
  readonly name: string;
  readonly at: number;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly isEmpty: boolean;
  /** After its `>`. */
  readonly end: number;
}

const name = /[^\s<>/="']+/y;
const blank = /\s*/y;
const equals = /\s*=\s*/y;

/** Where each piece of markup that is not a start tag ends; its content is not markup. */
const skipped: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
  ['</', '>'],
];

/**
 * The start tags of a text in order, or `undefined` if it isn't well-formed (XML 1.0, sections 2.1 and 3.1): then an
 * HTML parser would see tags that are not listed, or something else follows the root element.
 */
export function readTags(text: string): Tag[] | undefined {
  const tags: Tag[] = [];
  let depth = 0;
  let at = 0;
  for (;;) {
    const next = text.indexOf('<', at);
    // Only white space is outside of the root element.
    if (depth === 0 && !isBlank(text.slice(at, next < 0 ? undefined : next))) return undefined;
    if (next < 0) return tags.length > 0 && depth === 0 ? tags : undefined;
    const skip = isSkipped(text, next) ? skipped.find(([start]) => text.startsWith(start, next)) : undefined;
    if (skip) {
      const end = text.indexOf(skip[1], next + skip[0].length);
      if (end < 0) return undefined;
      if (skip[0] === '</') depth--;
      at = skip[0] === '<!' ? doctypeEnd(text, next) : end + skip[1].length;
      if (depth < 0 || at < 0) return undefined;
      continue;
    }
    const tag = depth === 0 && tags.length > 0 ? undefined : new TagReader(text, next).read();
    if (!tag) return undefined;
    if (!tag.isEmpty) depth++;
    tags.push(tag);
    at = tag.end;
  }
}

const isSkipped = (text: string, at: number): boolean => '!?/'.includes(text.charAt(at + 1) || ' ');
const isBlank = (text: string): boolean => /^[\s\ufeff]*$/.test(text);

class TagReader {
  private at: number;

  constructor(
    private readonly text: string,
    private readonly start: number,
  ) {
    this.at = start + 1;
  }

  read(): Tag | undefined {
    const tagName = this.take(name);
    if (!tagName) return undefined;
    const attributes = [];
    for (;;) {
      this.take(blank);
      const isEmpty = this.text.startsWith('/>', this.at);
      if (isEmpty || this.text[this.at] === '>') {
        return { name: tagName, at: this.start, attributes, isEmpty, end: this.at + (isEmpty ? 2 : 1) };
      }
      const attribute = this.readAttribute();
      if (!attribute) return undefined;
      attributes.push(attribute);
    }
  }

  private readAttribute(): { name: string; value: string } | undefined {
    const attributeName = this.take(name);
    if (!attributeName || !this.take(equals)) return undefined;
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") return undefined;
    const end = this.text.indexOf(quote, this.at + 1);
    if (end < 0) return undefined;
    const value = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return { name: attributeName, value };
  }

  private take(pattern: RegExp): string | undefined {
    const from = this.at;
    pattern.lastIndex = from;
    // Not `exec`: a drawing may have a quarter of a million tags, and its results take most of the time.
    if (!pattern.test(this.text)) return undefined;
    this.at = pattern.lastIndex;
    return this.text.slice(from, this.at);
  }
}
