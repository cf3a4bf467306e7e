import type { Sharp } from 'sharp';

/** One way of writing an image with libvips. */
export interface Setting {
  readonly name: string;
  readonly type: string;
  readonly ending: string;
  readonly declared?: readonly string[];
  readonly encode: (image: Sharp) => Sharp;
}

const settings = (
  kind: string,
  ending: string,
  ways: Readonly<Record<string, (image: Sharp) => Sharp>>,
): Setting[] =>
  Object.entries(ways).map(([name, encode]) => ({
    name: `${kind} ${name}`,
    type: `image/${kind}`,
    ending,
    ...(kind === 'jpeg' && { declared: ['image/jpeg', 'image/jpg'] }),
    encode,
  }));

/** Every option that changes the layout of the file, or its coding. */
export const jpegs = settings('jpeg', 'jpg', {
  q75: (image) => image.jpeg({ quality: 75 }),
  'q30 plain codes': (image) => image.jpeg({ quality: 30, optimiseCoding: false }),
  'q80 plain codes': (image) => image.jpeg({ quality: 80, optimiseCoding: false }),
  'q95 4:4:4 plain codes': (image) =>
    image.jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false }),
  q100: (image) => image.jpeg({ quality: 100 }),
  progressive: (image) => image.jpeg({ progressive: true }),
  mozjpeg: (image) => image.jpeg({ mozjpeg: true }),
  'mozjpeg baseline': (image) => image.jpeg({ mozjpeg: true, progressive: false }),
  'grey plain codes': (image) => image.greyscale().jpeg({ optimiseCoding: false }),
  'cmyk plain codes': (image) => image.toColourspace('cmyk').jpeg({ optimiseCoding: false }),
});

export const pngs = settings('png', 'png', {
  'level 6': (image) => image.png({ compressionLevel: 6 }),
  'level 0': (image) => image.png({ compressionLevel: 0 }),
  adaptive: (image) => image.png({ compressionLevel: 4, adaptiveFiltering: true }),
  palette: (image) => image.png({ palette: true, effort: 1 }),
  '2 colours': (image) => image.png({ palette: true, colours: 2, effort: 1 }),
  interlaced: (image) => image.png({ progressive: true, compressionLevel: 1 }),
  grey: (image) => image.greyscale().png({ compressionLevel: 3 }),
  alpha: (image) => image.ensureAlpha(0.5).png({ compressionLevel: 3 }),
  '16 bits': (image) => image.toColourspace('rgb16').png({ compressionLevel: 2 }),
});

export const webps = settings('webp', 'webp', {
  q80: (image) => image.webp({ quality: 80, effort: 0 }),
  q1: (image) => image.webp({ quality: 1, effort: 0 }),
  lossless: (image) => image.webp({ lossless: true, effort: 0 }),
  'near lossless': (image) => image.webp({ nearLossless: true, effort: 0 }),
  alpha: (image) => image.ensureAlpha(0.2).webp({ alphaQuality: 100, effort: 0 }),
});

export const avifs = settings('avif', 'avif', {
  q50: (image) => image.avif({ quality: 50, effort: 0 }),
  lossless: (image) => image.avif({ lossless: true, effort: 0 }),
});

export const gifs = settings('gif', 'gif', {
  '256 colours': (image) => image.gif({ effort: 1 }),
  '2 colours': (image) => image.gif({ colours: 2, effort: 1, dither: 0 }),
  interlaced: (image) => image.gif({ progressive: true, effort: 1 }),
});

export const tiffs = settings('tiff', 'tif', {
  raw: (image) => image.tiff({ compression: 'none' }),
  'raw tiles': (image) => image.tiff({ compression: 'none', tile: true }),
  lzw: (image) => image.tiff({ compression: 'lzw', predictor: 'horizontal' }),
  deflate: (image) => image.tiff({ compression: 'deflate', predictor: 'none' }),
  'deflate tiles': (image) =>
    image.tiff({ compression: 'deflate', tile: true, tileWidth: 64, tileHeight: 64 }),
  packbits: (image) => image.tiff({ compression: 'packbits' }),
  jpeg: (image) => image.tiff({ compression: 'jpeg', quality: 60 }),
  pyramid: (image) => image.tiff({ compression: 'none', tile: true, pyramid: true }),
  big: (image) => image.tiff({ compression: 'none', bigtiff: true }),
  'raw grey': (image) => image.greyscale().tiff({ compression: 'none' }),
  'raw cmyk': (image) => image.toColourspace('cmyk').tiff({ compression: 'none' }),
  'raw bilevel': (image) => image.toColourspace('b-w').tiff({ compression: 'none', bitdepth: 1 }),
  fax: (image) => image.toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }),
  'white is zero': (image) =>
    image.toColourspace('b-w').tiff({ compression: 'none', bitdepth: 1, miniswhite: true }),
});
