/** One start tag, as an XML parser sees it. */
export interface Tag {
  /** With its prefix, as written. */
  readonly name: string;
  readonly at: number;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

const name = /[^\s<>/="']+/y;
const blank = /\s*/y;
const equals = /\s*=\s*/y;

/** Where each piece of markup that is no tag ends; its content is no markup. */
const skipped: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
  ['</', '>'],
];

/**
 * The start tags of a text in order, or `undefined` when it isn't well-formed (XML 1.0, section 3.1), where an HTML
 * parser would see tags that are not listed.
 */
export function readTags(text: string): Tag[] | undefined {
  const tags: Tag[] = [];
  let at = text.indexOf('<');
  while (at >= 0) {
    const skip = skipped.find(([start]) => text.startsWith(start, at));
    if (skip) {
      const end = text.indexOf(skip[1], at + skip[0].length);
      if (end < 0) return undefined;
      at = text.indexOf('<', end + skip[1].length);
      continue;
    }
    const tag = new TagReader(text, at).read();
    if (!tag) return undefined;
    tags.push(tag);
    at = text.indexOf('<', tag.end);
  }
  return tags;
}

class TagReader {
  private at: number;

  constructor(
    private readonly text: string,
    private readonly start: number,
  ) {
    this.at = start + 1;
  }

  read(): (Tag & { readonly end: number }) | undefined {
    const tagName = this.take(name);
    if (!tagName) return undefined;
    const attributes = [];
    for (;;) {
      this.take(blank);
      if (this.text[this.at] === '>') break;
      if (this.text.startsWith('/>', this.at)) {
        this.at++;
        break;
      }
      const attribute = this.readAttribute();
      if (!attribute) return undefined;
      attributes.push(attribute);
    }
    return { name: tagName, at: this.start, attributes, end: this.at + 1 };
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
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
