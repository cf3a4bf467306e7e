import { serverNamespace, serverTag } from '../evidence/server-tags.js';
import type { Work } from '../reading/work.js';
import { attributeLoad, isOutside, styleLoads, type Load } from './svg-loads.js';
import { LocalNames } from './local-names.js';
import { plainTarget } from './plain-target.js';
import { hidingEncoding } from './xml-encoding.js';
import { visitTags, type Tag } from './xml-tags.js';

export interface Activity {
  /** As a person may look for it in the file. */
  readonly what: string;
  /** In characters from the beginning. */
  readonly at: number;
}

export interface Drawing {
  readonly isWellFormed: boolean;
  /** The first thing in it that can run, load a page or change into something that does. */
  readonly active?: Activity;
  /** The first file beside it that it refers to. */
  readonly missing?: Activity;
}

/** Elements that run, or hold a page (SVG 2, "script" and "foreignObject"; the rest are HTML's, XML Events' and XBL's). */
const activeElements = new Set(
  'script foreignobject iframe object embed handler listener form meta base xbl binding constructor destructor'.split(
    ' ',
  ),
);
/** XML Events 1.0, 3: of any prefix, for what stands for it may be hidden. */
const eventAttribute = /:(?:event|handler|observer)$/i;
/** A pointer to these is a program or a page; in an image element a drawing is drawn without running. */
const activeTarget =
  /(?:^|[;,'"(])(?:javascript|vbscript|livescript|data:(?:text\/html|text\/xml|application\/x))/i;
const drawingTarget = /^data:image\/svg/i;
const activeStyle =
  /-moz-binding|binding\s{0,64}:\s{0,64}url|expression\s{0,64}\(|behavior\s{0,64}:\s{0,64}url/i;
/** Illustrator declares its namespaces as entities; any other entity could write markup that isn't there yet. */
const harmlessEntity = /<!ENTITY\s+[\w.-]+\s+(["'])https?:\/\/[\w./:#-]*\1\s*>/y;
/** Reads a drawing tag by tag. */
export function readDrawing(svg: string, work: Work): Drawing {
  const early =
    encodingActivity(svg) ?? entityActivity(svg) ?? instructionActivity(svg) ?? styleActivity(svg);
  const tags = new TagJudge();
  const isWellFormed = visitTags(svg, work, (tag) => tags.judge(tag));
  const sheets = readSheets(svg);
  const active = early ?? tags.active ?? sheets.active;
  const missing = tags.missing ?? sheets.missing;
  return { isWellFormed, ...(active && { active }), ...(missing && { missing }) };
}

function encodingActivity(svg: string): Activity | undefined {
  const encoding = hidingEncoding(svg);
  return encoding === undefined ? undefined : { what: `the encoding ${encoding}`, at: 0 };
}

function entityActivity(svg: string): Activity | undefined {
  if (!svg.includes('<!')) return undefined;
  for (const { index, 0: what } of svg.matchAll(/<!ENTITY/gi)) {
    harmlessEntity.lastIndex = index;
    if (!harmlessEntity.test(svg)) return { what, at: index };
  }
  return undefined;
}

/** Code that a server runs may stand in a comment or a text as well. */
const serverCode = new RegExp(
  String.raw`<\?(?:php|hh|=|\s|[\w\\]{0,60}[(\x60$])|<%[=@!\s]|${serverTag.source}`,
  'i',
);

const longestInstruction = 500;

function instructionActivity(svg: string): Activity | undefined {
  const script = serverCode.exec(svg);
  if (script) return { what: script[0].trim(), at: script.index };
  const space = svg.indexOf(serverNamespace);
  if (space >= 0) return { what: serverNamespace.slice(3), at: space };
  for (const { index } of svg.matchAll(/<\?xml-stylesheet/gi)) {
    const instruction = /^[^>]*>/.exec(svg.slice(index, index + longestInstruction))?.[0] ?? '';
    // A style sheet in XSLT is a program.
    const href = /href\s*=\s*["']([^"']*)/i.exec(instruction)?.[1] ?? '';
    if (!/text\/css/i.test(instruction) || isOutside(href)) return { what: '<?xml-stylesheet', at: index };
  }
  return undefined;
}

function styleActivity(svg: string): Activity | undefined {
  const found = activeStyle.exec(svg);
  return found ? { what: found[0], at: found.index } : undefined;
}

/** What stands between the tags of a style sheet. */
function readSheets(svg: string): Pick<Drawing, 'active' | 'missing'> {
  let missing: Activity | undefined;
  const open = /<(?:[\w-]{1,40}:)?style[\s>]/gi;
  for (let found = open.exec(svg); found !== null; found = open.exec(svg)) {
    const end = svg.indexOf('</', found.index);
    const load = styleLoads(svg.slice(found.index, end < 0 ? undefined : end));
    if (load?.isOutside) return { active: { what: load.what, at: found.index } };
    if (load) missing ??= { what: load.what, at: found.index };
    // An open one reaches to the end, and all others are in it.
    if (end < 0) break;
    open.lastIndex = end;
  }
  return { ...(missing && { missing }) };
}

class TagJudge {
  active: Activity | undefined;
  missing: Activity | undefined;
  private readonly names = new LocalNames();
  /** XML Base: what is named by a relative path stands there, not beside the drawing. */
  private base: string | undefined;

  /** @returns true once something active is found */
  judge({ name, at, attributes }: Tag): boolean {
    const element = this.names.of(name);
    let what = activeElements.has(element) ? `<${name}` : undefined;
    for (let i = 0; what === undefined && i + 1 < attributes.length; i += 2)
      what = this.activityOf(element, attributes[i] as string, attributes[i + 1] as string, at);
    if (what !== undefined) this.active = { what, at };
    return what !== undefined;
  }

  private activityOf(element: string, name: string, value: string, at: number): string | undefined {
    const attribute = this.names.of(name);
    if (attribute.charCodeAt(0) === 0x6f && /^on[a-z]/.test(attribute)) return name;
    if (eventAttribute.test(name)) return name;
    if (attribute === 'attributename' && /^\s*on[a-z]/i.test(plainTarget(value)))
      return `${name}="${value.slice(0, 40)}`;
    // Without a colon, bracket, reference or path, a value points nowhere.
    if (!/[:(&/\\]/.test(value) && attribute !== 'href' && attribute !== 'src') return undefined;
    const target = plainTarget(value);
    if (name === 'xml:base' && isOutside(target)) this.base = `xml:base="${target.slice(0, 40)}`;
    if (activeTarget.test(target)) return `${name}="${target.slice(0, 40)}`;
    const isPicture = element === 'image' || element === 'feimage';
    if (attribute === 'href' && !isPicture && drawingTarget.test(target)) return `${name}="data:image/svg`;
    // A function of CSS alone loads something in an attribute.
    const style = target.includes('(') ? styleLoads(value) : undefined;
    return this.outside(attributeLoad(element, attribute, target) ?? style, at);
  }

  private outside(load: Load | undefined, at: number): string | undefined {
    if (load?.isOutside) return load.what;
    if (load) this.missing ??= { what: load.what, at };
    return this.missing && this.base;
  }
}
