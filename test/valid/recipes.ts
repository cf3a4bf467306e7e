import { archives } from './archives.js';
import { drawings } from './by-hand/drawings.js';
import { packages } from './by-hand/packages.js';
import { photoshop } from './by-hand/photoshop.js';
import { rars } from './by-hand/rar.js';
import { texts } from './by-hand/texts.js';
import { documents } from './documents.js';
import { fonts } from './fonts.js';
import { media } from './media.js';
import { pillowPictures } from './pillow-pictures.js';
import type { Recipe } from './recipe.js';
import { sharpPictures } from './sharp-pictures.js';

/** All recipes of the long run. */
export const recipes: readonly Recipe[] = [
  ...sharpPictures,
  ...pillowPictures,
  ...media,
  ...documents,
  ...archives,
  ...fonts,
  ...texts,
  ...drawings,
  ...photoshop,
  ...packages,
  ...rars,
];

/** For the short run: every n-th of the cheap recipes, so that each producer is represented. */
export function sample(wanted: number): Recipe[] {
  const cheap = recipes.filter(({ isCostly }) => !isCostly);
  const step = cheap.length / wanted;
  return Array.from({ length: wanted }, (_, i) => cheap[Math.floor(i * step)] as Recipe);
}
