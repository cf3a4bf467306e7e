import type { KnownType } from './known-type.js';

export const imageTypes: readonly KnownType[] = [
  {
    type: 'image/jpeg',
    endings: 'jpg jpeg jpe jfif pjpeg pjp',
    names:
      'image/jpg image/pjpeg image/jfif image/jpe image/pipeg image/x-jpeg application/jpg application/x-jpg',
  },
  {
    type: 'image/png',
    endings: 'png apng',
    names: 'image/apng image/x-png image/vnd.mozilla.apng application/png application/x-png',
  },
  { type: 'image/gif', endings: 'gif', names: 'image/x-gif' },
  { type: 'image/webp', endings: 'webp', names: 'image/x-webp' },
  {
    type: 'image/avif',
    endings: 'avif avifs',
    names: 'image/avif-sequence',
    misnomers: 'image/heif image/heif-sequence',
  },
  {
    type: 'image/heic',
    endings: 'heic heif heics heifs hif',
    names: 'image/heif image/heic-sequence image/heif-sequence image/x-heic image/x-heif',
    misnomers: 'image/avif',
  },
  {
    type: 'image/tiff',
    endings: 'tif tiff',
    names:
      'image/tif image/x-tif image/x-tiff image/tiff-fx application/tif application/tiff application/x-tif application/x-tiff',
  },
  {
    type: 'image/bmp',
    endings: 'bmp dib',
    names:
      'image/x-bmp image/x-ms-bmp image/ms-bmp image/x-windows-bmp image/x-bitmap application/bmp application/x-bmp',
  },
  {
    type: 'image/vnd.adobe.photoshop',
    endings: 'psd psb',
    names:
      'application/x-photoshop image/x-photoshop application/photoshop image/photoshop image/psd image/x-psd application/psd application/vnd.adobe.photoshop zz-application/zz-winassoc-psd',
  },
  { type: 'image/svg+xml', endings: 'svg', names: 'image/svg image/svg-xml application/svg+xml' },
  {
    type: 'image/x-icon',
    endings: 'ico cur',
    names: 'image/vnd.microsoft.icon image/ico image/icon application/ico text/ico',
  },
  {
    type: 'image/jp2',
    endings: 'jp2 jpx jpm j2k jpf',
    names: 'image/jpx image/jpm image/jpeg2000 image/x-jp2',
  },
  { type: 'image/jxl', endings: 'jxl', names: 'image/x-jxl' },
  { type: 'image/x-canon-cr2', endings: 'cr2', names: 'image/x-dcraw image/cr2' },
  { type: 'image/x-canon-cr3', endings: 'cr3', names: 'image/cr3' },
];
