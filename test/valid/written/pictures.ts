import type { Recipe } from '../recipe.js';
import { written, type Format } from './written.js';

const camera = (type: string, ending: string, what: string): Format => ({
  type,
  ending,
  what,
  maker: 'cameras',
});

const rawPhotos: Recipe[] = [
  ...written(
    camera('image/x-adobe-dng', 'dng', 'raw'),
    { make: 'Apple', dng: true },
    { make: 'Leica', dng: true, order: '>', width: 900, height: 600 },
  ),
  ...written(camera('image/x-nikon-nef', 'nef', 'raw'), { make: 'NIKON CORPORATION', order: '>' }),
  ...written(camera('image/x-sony-arw', 'arw', 'raw'), { make: 'SONY' }),
  ...written(camera('image/x-pentax-pef', 'pef', 'raw'), { make: 'PENTAX', order: '>' }),
  ...written(camera('image/x-samsung-srw', 'srw', 'raw'), { make: 'SAMSUNG' }),
  ...written(camera('image/x-hasselblad-3fr', '3fr', 'raw'), { make: 'Hasselblad' }),
];

const jxl = camera('image/jxl', 'jxl', 'jxl');
const pictures: Recipe[] = [
  ...written(
    jxl,
    {},
    { lossless: true },
    { use_container: true },
    { mode: 'L' },
    { mode: 'RGBA', lossless: true },
    { content: 'flat', width: 2000, height: 1500 },
    { content: 'slope', width: 700, height: 600, quality: 30 },
    { width: 900, height: 700 },
    { width: 900, height: 700, lossless: true, effort: 3 },
    { width: 900, height: 700, lossless: true, effort: 1 },
  ),
  ...written(
    camera('image/jp2', 'jp2', 'jp2'),
    {},
    { irreversible: true, width: 700, height: 500 },
    { tile_size: [128, 128], width: 700, height: 500 },
  ),
  ...written(
    camera('image/x-exr', 'exr', 'exr'),
    {},
    { compression: 'none', dtype: 'float32' },
    { compression: 'piz', width: 400, height: 300 },
  ),
  ...written(camera('application/dicom', 'dcm', 'dicom'), {}, { packed: true }, { width: 600, height: 500 }),
];

/** Raw photos, and pictures of instruments. */
export const writtenPictures: Recipe[] = [...rawPhotos, ...pictures];
