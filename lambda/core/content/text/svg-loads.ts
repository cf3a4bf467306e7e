/** A reference that a drawing has fetched when it is drawn. */
export interface Load {
  readonly what: string;
  /** It names a scheme, host or path from the root; else another file beside the drawing. */
  readonly isOutside: boolean;
}

/** SVG 2, "Linking": elements whose reference is drawn in place, and what else HTML and XInclude fetch. */
const loading = new Set('image feimage use include audio video source track link'.split(' '));
/** Elements that may only point into the drawing, for another one brings its own content. */
const documents = new Set(['use', 'include', 'link']);
const references = new Set(['href', 'src', 'poster']);
/** Within the drawing, or in the reference itself. */
const isOwn = (target: string): boolean => target === '' || target.startsWith('#') || /^data:/i.test(target);
/** A scheme, `//host` or `/path`, with backslashes as well (WHATWG URL, "special"). */
export const isOutside = (target: string): boolean => /^(?:[a-z][a-z\d+.-]*:|[/\\])/i.test(target);

/** What an attribute of an element loads, by their local names in small letters; `target` without blanks. */
export function attributeLoad(element: string, attribute: string, target: string): Load | undefined {
  if (!references.has(attribute) || !loading.has(element) || isOwn(target)) return undefined;
  const what = `<${element} ${attribute}="${target.slice(0, 40)}`;
  return { what, isOutside: documents.has(element) || isOutside(target) };
}

const styleMark = /@import|url\(/i;
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

/**
 * What a style sheet or a property loads (CSS Cascading 5, "@import"; CSS Values 4, "url()"). A font is another file, not
 * an active one: no browser loads it where the drawing is shown as a picture, and else it brings nothing but letters.
 */
export function styleLoads(css: string): Load | undefined {
  if (!styleMark.test(css)) return undefined;
  const rules = withoutComments(css);
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
  return undefined;
}
