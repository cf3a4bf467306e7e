import { makeByPython } from './python-maker.js';
import { diagonals, pairs, type Recipe } from './recipe.js';

interface Encoder {
  readonly format: string;
  readonly type: string;
  readonly ending: string;
  readonly mode: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly declared?: readonly string[];
}

const encoders = (
  format: string,
  type: string,
  ending: string,
  ways: readonly (readonly [mode: string, options?: Readonly<Record<string, unknown>>])[],
): Encoder[] => ways.map(([mode, options = {}]) => ({ format, type, ending, mode, options }));

const jpegs = encoders('JPEG', 'image/jpeg', 'jpg', [
  ['RGB'],
  ['RGB', { quality: 95, subsampling: 0 }],
  ['RGB', { quality: 30 }],
  ['RGB', { optimize: true }],
  ['RGB', { progressive: true }],
  ['RGB', { restart_marker_rows: 1 }],
  ['RGB', { blocks: true }],
  ['RGB', { keep_rgb: true, quality: 85 }],
  ['L'],
  ['L', { restart_marker_rows: 4 }],
  ['CMYK'],
]);
const lossless = [
  ...encoders('PNG', 'image/png', 'png', [
    ['RGB'],
    ['L'],
    ['1'],
    ['P'],
    ['RGBA'],
    ['I;16'],
    ['RGB', { compress_level: 0 }],
  ]),
  ...encoders('GIF', 'image/gif', 'gif', [['P'], ['L'], ['1'], ['P', { interlace: 0 }]]),
  ...encoders('BMP', 'image/bmp', 'bmp', [['RGB'], ['L'], ['1'], ['P'], ['RGBA']]),
  ...encoders('WEBP', 'image/webp', 'webp', [
    ['RGB', { method: 0 }],
    ['RGBA', { lossless: true, method: 0 }],
  ]),
  ...encoders('TIFF', 'image/tiff', 'tif', [
    ['RGB'],
    ['L'],
    ['1'],
    ['P'],
    ['CMYK'],
    ['I;16'],
    ['RGB', { compression: 'tiff_lzw' }],
    ['RGB', { compression: 'tiff_adobe_deflate' }],
    ['RGB', { compression: 'packbits' }],
    ['RGB', { compression: 'jpeg' }],
    ['1', { compression: 'group3' }],
    ['1', { compression: 'group4' }],
    ['RGB', { big_tiff: true }],
  ]),
];
const rare = [
  ...encoders('AVIF', 'image/avif', 'avif', [
    ['RGB', { speed: 10 }],
    ['RGB', { speed: 10, quality: 100 }],
  ]),
  ...encoders('HEIF', 'image/heic', 'heic', [
    ['RGB', { quality: 50 }],
    ['L', { quality: 80 }],
  ]),
  ...encoders('JPEG2000', 'image/jp2', 'jp2', [['RGB'], ['L', { irreversible: true, quality_layers: [40] }]]),
  ...encoders('ICO', 'image/x-icon', 'ico', [['RGBA'], ['RGBA', { bitmap_format: 'bmp' }]]),
];

type Size = readonly [number, number];
const kinds = ['white', 'black', 'page', 'full page', 'noise', 'stamp', 'gradient', 'half blank'];
const smallSizes: Size[] = [
  [1, 1],
  [257, 100],
  [900, 700],
];
const scans: Size[] = [
  [1654, 2339],
  [2480, 3508],
];

function recipe(
  kind: string,
  [width, height]: Size,
  encoder: Encoder,
  frames: number,
  isCostly: boolean,
): Recipe {
  const { format, mode, options, ...rest } = encoder;
  const settings = Object.entries(options ?? {}).map(([key, value]) => ` ${key}=${String(value)}`);
  return {
    ...rest,
    isCostly,
    name: `Pillow ${format} ${mode}${settings.join('')}, ${kind} ${width}x${height}${frames > 1 ? ` x ${frames}` : ''}`,
    make: (seed) =>
      makeByPython({
        maker: 'pictures',
        what: [kind, [width, height], mode, format],
        options: { ...options, ...(frames > 1 && { frames }) },
        seed,
      }),
  };
}

const grid = (
  wanted: readonly string[],
  sizes: readonly Size[],
  list: readonly Encoder[],
  isCostly: boolean,
  { frames = 1, every = 1 } = {},
): Recipe[] =>
  diagonals(every, wanted, pairs(sizes, list)).map(([kind, [size, encoder]]) =>
    recipe(kind, size, encoder, frames, isCostly),
  );

const ofFormat = (...formats: readonly string[]): Encoder[] =>
  lossless.filter(({ format }) => formats.includes(format));

export const pillowPictures: Recipe[] = [
  ...grid(['page', 'full page', 'white'], scans, jpegs, true, { every: 2 }),
  ...grid(kinds, smallSizes, jpegs, false, { every: 3 }),
  ...grid(kinds, smallSizes, lossless, false, { every: 4 }),
  ...grid(['page', 'white'], [[1654, 2339]], lossless, true, { every: 2 }),
  ...grid(
    ['white', 'page', 'noise'],
    [
      [256, 256],
      [700, 500],
    ],
    rare,
    true,
    { every: 2 },
  ),
  // Several pages or frames.
  ...grid(['white', 'page', 'half blank'], [[800, 900]], ofFormat('TIFF'), true, { frames: 12, every: 2 }),
  ...grid(['white', 'page', 'noise'], [[400, 300]], ofFormat('PNG', 'GIF', 'WEBP'), true, {
    frames: 12,
    every: 2,
  }),
  ...grid(['white', 'page'], [[1000, 700]], ofFormat('TIFF'), true, { frames: 40, every: 2 }),
  ...grid(['page', 'white'], [[4960, 7016]], jpegs.slice(0, 2), true),
  ...grid(
    ['white'],
    [[10_000, 10_000]],
    [
      ...encoders('JPEG', 'image/jpeg', 'jpg', [['L']]),
      ...encoders('TIFF', 'image/tiff', 'tif', [['1'], ['L']]),
    ],
    true,
  ),
];
