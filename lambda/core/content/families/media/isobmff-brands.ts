const avif = /^avi[fs]$/;
const heif = /^(he[iv][cxms]|mif[123]|msf1|miaf|MiH[EB]|j2ki|jpeg|unci|avci|vvic|evbi)$/;
const jpeg2000 = /^(jp2 |jpx |jpm |mjp2)$/;
const audio = /^(M4[ABP]|F4[AB])/;
const mobile = /^(3g[2ghprs]|kddi)/i;
const video =
  /^(isom|iso\d|mp4\d|avc1|MSNV|M4V|dash|f4v|F4V|cmf|mmp4|NDS|hvc1|XAVC|MSDH|av01|FACE|piff|dby1|mp71|qt)/;

/** The media type by the brands of `ftyp` (the registry is mp4ra.org), the major brand first. */
export function typeOfBrands(brands: readonly string[]): string | undefined {
  const [major = ''] = brands;
  if (avif.test(major)) return 'image/avif';
  if (jpeg2000.test(major)) return 'image/jp2';
  if (major === 'jxl ') return 'image/jxl';
  if (major === 'crx ') return 'image/x-canon-cr3';
  if (heif.test(major)) {
    // A generic major brand says nothing about the codec; the compatible brands do.
    const isAvif = brands.some((brand) => avif.test(brand)) && !brands.some((brand) => /^he[iv]/.test(brand));
    return isAvif ? 'image/avif' : 'image/heic';
  }
  if (major === 'qt  ') return 'video/quicktime';
  if (audio.test(major)) return 'audio/mp4';
  if (mobile.test(major)) return 'video/3gpp';
  if (video.test(major) || brands.some((brand) => /^(isom|mp4\d|iso\d)$/.test(brand))) return 'video/mp4';
  return undefined;
}
