import sharp from 'sharp';
import { a4, paint, picture, type Picture } from './paint.js';
import { diagonals, pairs, seedOf, type Recipe } from './recipe.js';
import { avifs, gifs, jpegs, pngs, tiffs, webps, type Setting } from './sharp-settings.js';

/** From one pixel to a phone's photo; the odd ones leave the last block, tile or byte unfilled. */
const sizes = [
  [1, 1],
  [3, 200],
  [640, 480],
  [1021, 767],
] as const;
const small: Picture[] = [
  ...sizes.map(([width, height]) => picture('white', width, height)),
  ...sizes.map(([width, height]) => picture('noise', width, height)),
  ...(['black', 'grey', 'page', 'gradient', 'screenshot', 'stamp', 'half blank'] as const).map((kind) =>
    picture(kind, 1021, 767),
  ),
];
const scans = [a4('page', 200), a4('yellow page', 200), a4('full page', 200), a4('white', 200)];
const screens = [picture('screenshot', 2560, 1440), picture('stamp', 2560, 1440)];
const large = [
  a4('page', 300),
  a4('white', 300),
  picture('screenshot', 3840, 2160),
  picture('gradient', 3840, 2160),
  picture('half blank', 3000, 2000),
];
const named = (settings: readonly Setting[], ...parts: readonly string[]): Setting[] =>
  settings.filter(({ name }) => parts.some((part) => name.endsWith(part)));

function recipe(source: Picture, { name, encode, ...kind }: Setting, isCostly: boolean): Recipe {
  return {
    ...kind,
    name: `sharp ${name}, ${source.name}`,
    isCostly,
    make(seed) {
      const { width, height, pixels } = paint(source, seedOf(seed, source.name));
      return encode(sharp(pixels, { raw: { width, height, channels: 3 } })).toBuffer();
    },
  };
}

/** One colour, ten thousand pixels wide and high: libvips creates it row by row. */
const huge: Recipe[] = [
  ...named(jpegs, 'q75', 'q80 plain codes'),
  ...named(pngs, 'level 6'),
  ...named(webps, 'q1'),
  ...named(tiffs, 'deflate', 'fax', 'raw bilevel'),
].flatMap(({ name, encode, ...kind }) =>
  [10_000, 9_001].map((side) => ({
    ...kind,
    name: `sharp ${name}, white ${side}x${side}`,
    isCostly: true,
    make: () => {
      const create = { width: side, height: side, channels: 3 as const, background: '#fff' };
      return encode(sharp({ create })).toBuffer();
    },
  })),
);

const cheap = [...jpegs, ...pngs, ...webps, ...tiffs];

export const sharpPictures: Recipe[] = [
  ...diagonals(2, small, [...cheap, ...gifs]).map(([source, setting]) => recipe(source, setting, false)),
  ...diagonals(2, small, avifs).map(([source, setting]) => recipe(source, setting, true)),
  ...diagonals(2, scans, [...cheap, ...gifs]).map(([source, setting]) => recipe(source, setting, true)),
  ...diagonals(2, screens, [...cheap, ...named(gifs, 's')]).map(([source, setting]) =>
    recipe(source, setting, true),
  ),
  ...diagonals(2, large, [
    ...named(jpegs, 'plain codes', 'q75', 'baseline'),
    ...named(pngs, 'level 6'),
    ...named(webps, 'q80'),
    ...named(tiffs, 'raw', 'packbits', 'fax', 'bilevel'),
  ]).map(([source, setting]) => recipe(source, setting, true)),
  ...pairs(
    [a4('page', 600), a4('yellow page', 600)],
    named(jpegs, 'q80 plain codes', 'grey plain codes'),
  ).map(([source, setting]) => recipe(source, setting, true)),
  ...huge,
];
