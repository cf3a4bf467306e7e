/** Types that browsers show in an `<img>`. */
const pictures = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/svg+xml',
]);

export const isPicture = (mediaType: string | null): boolean => pictures.has(mediaType ?? '');

/** The browser decides which of them it can play. */
export const isVideo = (mediaType: string | null): boolean => /^video\//.test(mediaType ?? '');
