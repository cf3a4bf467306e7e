import { makeByPython } from './python-maker.js';
import { pairs, type Recipe } from './recipe.js';

const packings = [
  [null, 'ttf'],
  ['woff', 'woff'],
  ['woff2', 'woff2'],
  ['collection', 'ttc'],
] as const;
const drawings = ['TrueType', 'CFF', 'TrueType blank', 'CFF blank', 'TrueType variable'];

function typeOf(outlines: string, ending: string): string {
  if (ending.startsWith('woff')) return `font/${ending}`;
  return outlines === 'TrueType' || ending === 'ttc' ? 'font/ttf' : 'font/otf';
}

export const fonts: Recipe[] = pairs([1, 200, 4000], pairs(drawings, packings)).map(
  ([letters, [drawing, [packing, ending]]]) => {
    const [outlines = '', kind] = drawing.split(' ');
    const options = kind ? { [kind]: true } : {};
    return {
      name: `fontTools ${drawing} ${ending}, ${letters} letters`,
      type: typeOf(outlines, ending),
      ending: ending === 'ttf' && outlines === 'CFF' ? 'otf' : ending,
      isCostly: letters > 200,
      make: (seed) => makeByPython({ maker: 'fonts', what: [letters, outlines, packing], options, seed }),
    };
  },
);
