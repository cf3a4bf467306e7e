import { makeByPython } from './python-maker.js';
import { pairs, type Recipe } from './recipe.js';

const packings = [
  [null, 'ttf'],
  ['woff', 'woff'],
  ['woff2', 'woff2'],
  ['collection', 'ttc'],
] as const;

function typeOf(outlines: string, ending: string): string {
  if (ending.startsWith('woff')) return `font/${ending}`;
  return outlines === 'TrueType' || ending === 'ttc' ? 'font/ttf' : 'font/otf';
}

export const fonts: Recipe[] = pairs([1, 200, 9000], pairs(['TrueType', 'CFF'], packings)).map(
  ([letters, [outlines, [packing, ending]]]) => ({
    name: `fontTools ${outlines} ${ending}, ${letters} letters`,
    type: typeOf(outlines, ending),
    ending: ending === 'ttf' && outlines === 'CFF' ? 'otf' : ending,
    isCostly: letters > 200,
    make: (seed) => makeByPython({ maker: 'fonts', what: [letters, outlines, packing], options: {}, seed }),
  }),
);
