/** Tags by which browsers detect a page as HTML (WHATWG MIME Sniffing, section 7.1), and `hta:application`. */
const htmlTags =
  /^<(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--|meta|link|img|form|input|ul|span|center|hta:application)([\s>]|$)/i;
const pageTags = /^<(html|head|script|iframe|body|meta|link|style|hta|form|input)/i;

/** Whatever runs, loads or requests something in a drawing or page. */
export const activeMarkup =
  /<([\w-]+:)?(script|foreignObject|iframe|object|embed|handler|listener)\b|[\s"'/]on\w+\s*=|(?:href|src|to|from|values)\s*=\s*(?:["']\s*)?(?:javascript:|data:text\/html)|<!ENTITY|<\?xml-stylesheet(?![^<>]{0,500}text\/css)/i;

interface Prolog {
  /** From the first element on; `undefined` when the text ends within the prolog. */
  readonly body: string | undefined;
  readonly isXml: boolean;
  /** The name in the document type declaration, lower case. */
  readonly doctype: string | undefined;
}

/** Skips white space, comments, processing instructions and the document type declaration. */
function readProlog(text: string): Prolog {
  let isXml = false;
  let doctype: string | undefined;
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] as string)) at++;
    let end: number;
    if (text.startsWith('<?', at)) {
      isXml ||= /^<\?xml\s/i.test(text.slice(at, at + 7));
      end = text.indexOf('?>', at) + 2;
      if (end < 2) return { body: undefined, isXml, doctype };
    } else if (text.startsWith('<!--', at)) {
      end = text.indexOf('-->', at + 4) + 3;
      if (end < 3) return { body: undefined, isXml, doctype };
    } else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      doctype = /^<!doctype\s+([\w:.-]+)/i.exec(text.slice(at, at + 80))?.[1]?.toLowerCase() ?? '';
      end = doctypeEnd(text, at);
      if (end < 0) return { body: undefined, isXml, doctype };
    } else return { body: text.slice(at, at + 4096), isXml, doctype };
    at = end;
  }
}

/** After the `>` that closes the declaration; its internal subset in brackets may contain others. */
export function doctypeEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === '[') depth++;
    else if (c === ']') depth--;
    else if (c === '>' && depth <= 0) return at + 1;
  }
  return -1;
}

/**
 * The type of a text that begins with `<`; `undefined` if it is not markup, `'cut'` if its first element isn't in it.
 */
export function markupType(text: string): string | undefined {
  if (/^<\?php/i.test(text)) return 'text/x-php';
  const { body, isXml, doctype } = readProlog(text);
  if (doctype === 'html') return 'text/html';
  if (body === undefined) return typeWithoutRoot(text, isXml, doctype);
  const root = /^<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s>/]/.exec(body)?.[1]?.toLowerCase();
  if (root === 'svg') return 'image/svg+xml';
  if (root === 'html') return 'text/html';
  if (!isXml && htmlTags.test(body)) return isFragment(body, text) ? 'text/markdown' : 'text/html';
  if (isXml || doctype !== undefined) return 'application/xml';
  return root && (/^<[^>]*xmlns/.test(body) || /^<[\w:.-]+(\s[^>]*)?\/?>/.test(body))
    ? 'application/xml'
    : undefined;
}

/** Markdown often begins with an image or a centred paragraph; harmless if nothing in it runs. */
function isFragment(body: string, text: string): boolean {
  // Code that a text quotes is shown, not run.
  const prose = text.replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, '');
  return !pageTags.test(body) && !activeMarkup.test(prose);
}

function typeWithoutRoot(text: string, isXml: boolean, doctype: string | undefined): string | undefined {
  if (doctype === 'svg') return 'image/svg+xml';
  if (isXml || doctype !== undefined) return 'application/xml';
  return activeMarkup.test(text) ? 'text/html' : undefined;
}
