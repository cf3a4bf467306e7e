import { plainTarget } from './plain-target.js';

/** A reference that a drawing has fetched when it is drawn. */
export interface Load {
  readonly what: string;
  /** It names a scheme, host or path from the root; else another file beside the drawing. */
  readonly isOutside: boolean;
}

/**
 * Elements whose reference is drawn or used in place: SVG 2, "Linking" (not `a`, which a person follows), those that
 * SVG 1.1 had, and what else HTML and XInclude fetch.
 */
const loading = new Set(
  (
    'image feimage use include audio video source track link img tref textpath mpath lineargradient radialgradient ' +
    'meshgradient pattern hatch filter cursor animation glyphref altglyph color-profile definition-src'
  ).split(' '),
);
/** SVG 2, "Animation": what is written into an attribute in time, of which one may be a reference. */
const animating = new Set('set animate animatetransform animatemotion animatecolor'.split(' '));
const animated = new Set(['to', 'from', 'by', 'values']);
/** Elements that may only point into the drawing, for another one brings its own content. */
const documents = new Set(['use', 'include', 'link']);
const references = new Set(['href', 'src', 'poster']);
/** Within the drawing, or in the reference itself. */
const isOwn = (target: string): boolean => target === '' || target.startsWith('#') || /^data:/i.test(target);
/** A scheme, `//host` or `/path`, with backslashes as well (WHATWG URL, "special"). */
export const isOutside = (target: string): boolean => /^(?:[a-z][a-z\d+.-]*:|[/\\])/i.test(target);

/** What an attribute of an element loads, by their local names in small letters; `target` without blanks. */
export function attributeLoad(element: string, attribute: string, target: string): Load | undefined {
  const what = `<${element} ${attribute}="${target.slice(0, 40)}`;
  if (animating.has(element) && animated.has(attribute))
    return target.split(';').some((value) => !isOwn(value) && isOutside(value))
      ? { what, isOutside: true }
      : undefined;
  if (!references.has(attribute) || !loading.has(element) || isOwn(target)) return undefined;
  return { what, isOutside: documents.has(element) || isOutside(target) };
}

const styleMark = /@import|url\(|image-set\(|\bimage\(|\bsrc\(/i;
const styleLoad = /@import\s*(?:url\(\s*)?["']?([^"')\s;]{0,200})|url\(\s*["']?([^"')\s]{0,200})/gi;

const fontMark = /@font-face/i;
/** CSS Fonts 4, "@font-face": a rule of its own, which names files of fonts. */
const fontFace = /(^|[\s{};>])@font-face\s{0,64}\{([^{}]{0,65536})\}/gi;

/** Without what stands between the marks of comments; one without an end stays, and is judged. */
function withoutComments(css: string): string {
  let out = '';
  let kept = 0;
  for (let from = css.indexOf('/*'); from >= 0; from = css.indexOf('/*', kept)) {
    const end = css.indexOf('*/', from + 2);
    if (end < 0) break;
    out += css.slice(kept, from);
    kept = end + 2;
  }
  return out + css.slice(kept);
}

/** CSS Images 4, "image-set()" and "image()", and CSS Values 5, "src()": addresses in quotes, without `url()`. */
const quoting = /\b(?:image-set|image|src)\(/i;
const quotedAddress = /["']\s{0,64}((?:[a-z][a-z\d+.-]{0,40}:|[/\\])[^"']{0,200})/gi;
/** CSS Syntax 3, "Consume an escaped code point": up to six digits and one blank, or the character itself. */
const cssEscape = /\\(?:([\da-f]{1,6})[ \t\r\n\f]?|([^\r\n\f]))/gi;

/** As a browser reads it: with the references of XML and the escapes of CSS resolved. */
function plainStyle(css: string): string {
  const text = css.includes('&') ? plainTarget(css) : css;
  if (!text.includes('\\')) return text;
  return text.replace(cssEscape, (_, digits: string | undefined, character = '') =>
    digits === undefined ? character : characterOf(parseInt(digits, 16)),
  );
}

const characterOf = (code: number): string => (code > 0x10ffff ? '' : String.fromCodePoint(code));

/**
 * What a style sheet or a property loads (CSS Cascading 5, "@import"; CSS Values 4, "url()"). A font is another file, not
 * an active one: no browser loads it where the drawing is shown as a picture, and else it brings nothing but letters.
 */
export function styleLoads(css: string): Load | undefined {
  const plain = plainStyle(css);
  if (!styleMark.test(plain)) return undefined;
  const rules = withoutComments(plain);
  if (!fontMark.test(rules)) return outsideLoad(rules);
  let font: Load | undefined;
  const rest = rules.replace(fontFace, (rule: string, before: string, body: string) => {
    // With an open string the rule may end elsewhere.
    if ((body.match(/["']/g)?.length ?? 0) % 2 !== 0) return rule;
    const load = outsideLoad(body);
    if (load && /@import/i.test(load.what)) return rule;
    if (load) font ??= { ...load, isOutside: false };
    return before;
  });
  return outsideLoad(rest) ?? font;
}

function outsideLoad(css: string): Load | undefined {
  // Not `matchAll`, which makes a copy of the pattern each time.
  styleLoad.lastIndex = 0;
  for (let found = styleLoad.exec(css); found !== null; found = styleLoad.exec(css)) {
    const [what, sheet, target = ''] = found;
    if (sheet !== undefined) return { what: what.slice(0, 60), isOutside: true };
    if (!isOwn(target) && isOutside(target)) return { what: what.slice(0, 60), isOutside: true };
  }
  return quoting.test(css) ? quotedLoad(css) : undefined;
}

function quotedLoad(css: string): Load | undefined {
  quotedAddress.lastIndex = 0;
  for (let found = quotedAddress.exec(css); found !== null; found = quotedAddress.exec(css)) {
    const [what, target = ''] = found;
    if (!isOwn(target)) return { what: what.slice(0, 60), isOutside: true };
  }
  return undefined;
}
