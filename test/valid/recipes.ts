import { archives } from './archives.js';
import { books } from './by-hand/books.js';
import { bundles } from './by-hand/bundles.js';
import { cameras } from './by-hand/cameras.js';
import { drawings } from './by-hand/drawings.js';
import { models } from './by-hand/models.js';
import { packages } from './by-hand/packages.js';
import { photoshop } from './by-hand/photoshop.js';
import { rars } from './by-hand/rar.js';
import { texts } from './by-hand/texts.js';
import { documents } from './documents.js';
import { fonts } from './fonts.js';
import { media } from './media.js';
import { pillowPictures } from './pillow-pictures.js';
import type { Recipe } from './recipe.js';
import { mail } from './written/mail.js';
import { writtenModels } from './written/models.js';
import { writtenPictures } from './written/pictures.js';
import { tables } from './written/tables.js';
import { sharpPictures } from './sharp-pictures.js';

/** Made by this process. */
const ownRecipes: readonly Recipe[] = [
  ...sharpPictures,
  ...texts,
  ...drawings,
  ...photoshop,
  ...rars,
  ...cameras,
  ...models,
  ...books,
  ...bundles,
];

/** All recipes of the long run. */
export const recipes: readonly Recipe[] = [
  ...ownRecipes,
  ...pillowPictures,
  ...media,
  ...documents,
  ...archives,
  ...fonts,
  ...packages,
  ...tables,
  ...writtenModels,
  ...writtenPictures,
  ...mail,
];

/** For the short run, which downloads no Python packages: every n-th of the cheap recipes, so that each producer is represented. */
export function sample(wanted: number): Recipe[] {
  const cheap = ownRecipes.filter(({ isCostly }) => !isCostly);
  const step = Math.max(1, cheap.length / wanted);
  return cheap.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}
