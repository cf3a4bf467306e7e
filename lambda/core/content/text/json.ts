const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * Whether the text is JSON, JSON with comments, or JSON lines (with an object or array at the top).
 * @param isWhole false: the text is a beginning, of which every token must be valid
 */
export function looksLikeJson(text: string, isWhole: boolean): boolean {
  if (!/^[[{]/.test(text)) return isWhole && text.startsWith('"') && isJson(text);
  if (!isWhole) return new JsonPrefix(text).fits();
  return isJson(text) || isJsonLines(text) || new JsonPrefix(text).fits();
}

function isJsonLines(text: string): boolean {
  const lines = text.trim().split('\n');
  return lines.length > 1 && lines.every(isJson);
}

/** Text that is declared as JSON may also be a bare number or word, or begin with comments. */
export function isDeclaredJson(text: string, isWhole: boolean): boolean {
  if (isWhole && isJson(text)) return true;
  const body = text.replace(/^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/, '');
  return /^[[{]/.test(body) && new JsonPrefix(body).fits();
}

const blank = /(?:[ \t\r\n\ufeff]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
// eslint-disable-next-line no-control-regex
const string = /"(?:[^"\\\0-\x1f]|\\[\s\S])*"/y;
// eslint-disable-next-line no-control-regex
const openString = /"(?:[^"\\\0-\x1f]|\\[\s\S])*\\?$/y;
const atom = /(?:-?0x[0-9a-fA-F]+|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity)/y;

/** Parses JSON token by token up to the end of the text, which may be anywhere. */
class JsonPrefix {
  private at = 0;
  private readonly open: ('{' | '[')[] = [];

  constructor(private readonly text: string) {}

  fits(): boolean {
    let expect: 'value' | 'key' | 'separator' = 'value';
    for (;;) {
      this.take(blank);
      const c = this.text[this.at];
      if (c === undefined) return true;
      if ((c === '}' || c === ']') && this.closes(c)) {
        expect = 'separator';
      } else if (expect === 'separator') {
        if (c === ',' && this.open.length > 0) this.at++;
        else if (this.open.length > 0 || (c !== '{' && c !== '[')) return false;
        expect = this.open.at(-1) === '{' ? 'key' : 'value';
      } else if (expect === 'key') {
        if (!this.take(string)) return this.take(openString);
        this.take(blank);
        if (this.at >= this.text.length) return true;
        if (this.text[this.at++] !== ':') return false;
        expect = 'value';
      } else if (c === '{' || c === '[') {
        this.open.push(c);
        this.at++;
        expect = c === '{' ? 'key' : 'value';
      } else {
        if (!this.take(string) && !this.take(atom)) return this.take(openString) || this.endsWithinAtom(c);
        expect = 'separator';
      }
    }
  }

  /** Also after a comma, which JSON with comments allows. */
  private closes(c: '}' | ']'): boolean {
    if (this.open.at(-1) !== (c === '}' ? '{' : '[')) return false;
    this.open.pop();
    this.at++;
    return true;
  }

  private endsWithinAtom(c: string): boolean {
    return this.text.length - this.at < 8 && /[-tfn\d]/.test(c);
  }

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
}
