import type { TypeNames } from './types/en.js';
import { localeNow, words } from './words.js';

/** Article and common name of a media type; one without a name here keeps its technical name. */
export function namedType(mediaType: string): readonly [article: string, name: string] {
  const type = bare(mediaType);
  const { types } = words();
  if (Object.hasOwn(types, type)) return types[type as keyof TypeNames];
  return [types['application/octet-stream'][0], words().failure.ofType(type)];
}

/** One name for aliases. */
const bare = (mediaType: string): string =>
  (mediaType.split(';', 1)[0] ?? '')
    .trim()
    .toLowerCase()
    .replace(/^.*\/x-sh(ellscript)?$/, 'text/x-shellscript');

/** `a PNG image`, `an SVG drawing`. */
export const aType = (mediaType: string): string => namedType(mediaType).join(' ');

/** Only the name, as at the beginning of a line. */
export function typeTitle(mediaType: string): string {
  const [, name] = namedType(mediaType);
  return Object.hasOwn(words().types, bare(mediaType)) ? upperFirst(name) : bare(mediaType);
}

const fits: Readonly<Record<'images' | 'video' | 'audio' | 'pdf' | 'office' | 'archives' | 'text', RegExp>> =
  {
    images: /^image\//,
    video: /^video\//,
    audio: /^audio\//,
    pdf: /^application\/pdf$/,
    office: /officedocument|msword|ms-excel|ms-powerpoint|opendocument/,
    archives: /^(?!.*epub).*(zip|x-tar|x-7z|rar)/,
    text: /^text\/|^application\/json$/,
  };

/** `Images, video, PDF and text`: the summary of an allowlist. */
export function kindsOf(allowedTypes: readonly string[]): string {
  const kinds = Object.keys(fits) as (keyof typeof fits)[];
  const present = kinds.filter((kind) => allowedTypes.some((type) => fits[kind].test(type)));
  const list = new Intl.ListFormat(localeNow()).format(present.map((kind) => words().kinds[kind]));
  return upperFirst(list);
}

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase(localeNow()) + text.slice(1);
