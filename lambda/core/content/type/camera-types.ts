import type { KnownType } from './known-type.js';

/** A raw photo that is a TIFF: what a system says that knows only that. */
const raw = (type: string, endings: string, names: string): KnownType => ({
  type,
  endings,
  names,
  misnomers: 'image/tiff image/x-dcraw image/x-raw',
});

/** Pictures of cameras, scanners and instruments, beside those of image-types.ts. */
export const cameraTypes: readonly KnownType[] = [
  raw('image/x-adobe-dng', 'dng', 'image/dng image/x-dng'),
  raw('image/x-nikon-nef', 'nef nrw', 'image/x-nikon-nrw image/nef'),
  raw('image/x-sony-arw', 'arw srf sr2', 'image/x-sony-sr2 image/x-sony-srf image/arw'),
  raw('image/x-pentax-pef', 'pef', 'image/pef'),
  raw('image/x-samsung-srw', 'srw', 'image/srw'),
  raw('image/x-hasselblad-3fr', '3fr', 'image/3fr'),
  raw('image/x-olympus-orf', 'orf', 'image/orf'),
  raw('image/x-panasonic-rw2', 'rw2', 'image/x-panasonic-raw2 image/rw2'),
  raw('image/x-fuji-raf', 'raf', 'image/x-fujifilm-raf image/raf'),
  { type: 'image/x-exr', endings: 'exr', names: 'image/exr image/openexr', misnomers: 'image/aces' },
  {
    type: 'image/vnd.djvu',
    endings: 'djvu djv',
    names: 'image/vnd.djvu+multipage image/x-djvu image/x.djvu image/djvu application/djvu',
  },
  {
    type: 'image/fits',
    endings: 'fits fit fts',
    names: 'application/fits image/x-fits',
  },
  { type: 'application/dicom', endings: 'dcm dicom', names: 'image/dicom application/x-dicom image/x-dicom' },
];
