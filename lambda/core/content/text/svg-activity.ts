import type { Tag } from './xml-tags.js';

export interface Activity {
  /** As a person may search for it in the file. */
  readonly what: string;
  /** In characters from the beginning. */
  readonly at: number;
}

/** Elements that run, or contain a page (SVG 2, "script" and "foreignObject"; the rest are HTML's). */
const activeElements = new Set(
  'script foreignobject iframe object embed handler listener form meta base'.split(' '),
);
/** A reference to these is a program or a page; in an image element a drawing is drawn without running. */
const activeTarget =
  /(?:^|[;,'"(])(?:javascript|vbscript|livescript|data:(?:text\/html|text\/xml|application\/x))/i;
const drawingTarget = /^data:image\/svg/i;
const activeStyle = /-moz-binding|expression\s*\(|behavior\s*:\s*url/i;
/** Illustrator declares its namespaces as entities; any other entity could add markup. */
const harmlessEntity = /^<!ENTITY\s+[\w.-]+\s+(["'])https?:\/\/[\w./:#-]*\1\s*>/;
/** Encodings in which a tag can be written without the bytes of a tag. */
const hidingEncoding = /^(?:utf-?7|utf-?32|iso-2022|hz-gb|ebcdic|ibm|cp0?37)/i;

/** The first thing in a drawing that can run, load a page or turn into something that does. */
export function findActivity(svg: string, tags: readonly Tag[]): Activity | undefined {
  const encoding = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']/.exec(svg)?.[1];
  if (encoding && hidingEncoding.test(encoding)) return { what: `the encoding ${encoding}`, at: 0 };
  return entityActivity(svg) ?? instructionActivity(svg) ?? styleActivity(svg) ?? tagActivity(tags);
}

function entityActivity(svg: string): Activity | undefined {
  for (const { index, 0: what } of svg.matchAll(/<!ENTITY/gi)) {
    if (!harmlessEntity.test(svg.slice(index, index + 300))) return { what, at: index };
  }
  return undefined;
}

function instructionActivity(svg: string): Activity | undefined {
  const script = /<\?(?:php|=)/i.exec(svg);
  if (script) return { what: script[0], at: script.index };
  for (const { index } of svg.matchAll(/<\?xml-stylesheet/gi)) {
    // An XSLT style sheet is a program.
    if (!/^[^>]*text\/css/i.test(svg.slice(index, index + 500)))
      return { what: '<?xml-stylesheet', at: index };
  }
  return undefined;
}

function styleActivity(svg: string): Activity | undefined {
  const found = activeStyle.exec(svg);
  return found ? { what: found[0], at: found.index } : undefined;
}

function tagActivity(tags: readonly Tag[]): Activity | undefined {
  for (const tag of tags) {
    const what = activityOf(tag);
    if (what) return { what, at: tag.at };
  }
  return undefined;
}

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1).toLowerCase();

function activityOf({ name, attributes }: Tag): string | undefined {
  const element = localName(name);
  if (activeElements.has(element)) return `<${name}`;
  const isPicture = element === 'image' || element === 'feimage';
  for (const attribute of attributes) {
    const attributeName = localName(attribute.name);
    if (/^on[a-z]/.test(attributeName)) return attribute.name;
    const target = plainTarget(attribute.value);
    if (activeTarget.test(target)) return `${attribute.name}="${target.slice(0, 40)}`;
    if (attributeName === 'href' && !isPicture && drawingTarget.test(target))
      return `${attribute.name}="data:image/svg`;
  }
  return undefined;
}

/** With character references resolved and without the blanks that URL parsers drop (WHATWG URL, "basic URL parser"). */
function plainTarget(value: string): string {
  // All of it, however long: any number of blanks may precede the scheme.
  if (!/[&\s\p{Cc}]/u.test(value)) return value;
  return value
    .replace(
      /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi,
      (_, hex: string | undefined, decimal: string | undefined) =>
        character(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replace(/&(?:colon|Tab|NewLine);/g, (reference) => (reference === '&colon;' ? ':' : ''))
    .replace(/[\s\p{Cc}]/gu, '');
}

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');
