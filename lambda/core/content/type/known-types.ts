import { archiveTypes } from './archive-types.js';
import { cameraTypes } from './camera-types.js';
import { datasetTypes } from './dataset-types.js';
import { documentTypes } from './document-types.js';
import { imageTypes } from './image-types.js';
import { splitWords, type KnownType } from './known-type.js';
import { modelTypes } from './model-types.js';
import { recordingTypes } from './recording-types.js';
import { programTypes } from './program-types.js';
import { textTypes } from './text-types.js';

/**
 * The one table of types: what the client declares, the API accepts and the checker compares is read from it.
 * @example
 * import { knownTypes } from 'waybill/content';
 *
 * const names = knownTypes.map(({ type }) => type);
 */
export const knownTypes: readonly KnownType[] = [
  ...imageTypes,
  ...cameraTypes,
  ...documentTypes,
  ...recordingTypes,
  ...textTypes,
  ...modelTypes,
  ...datasetTypes,
  ...archiveTypes,
  ...programTypes,
];

/** The type for unknown content: browsers send it for names with an unknown extension. */
export const unknownType = 'application/octet-stream';

const byName = new Map<string, KnownType>();
for (const known of knownTypes)
  for (const name of [known.type, ...splitWords(known.names)]) byName.set(name, known);

const byEnding = new Map<string, readonly KnownType[]>();
for (const known of knownTypes) {
  for (const ending of splitWords(known.endings))
    byEnding.set(ending, [...(byEnding.get(ending) ?? []), known]);
}

/**
 * Normalises a media type, so that names of the same type are equal (RFC 9110 section 8.3.1).
 *
 * @param type as it was declared
 * @returns the checker's own name for it: lower case, without parameters
 * @example
 * import { canonicalType } from 'waybill/content';
 *
 * const isJpeg = canonicalType('image/jpg; q=1') === 'image/jpeg';
 */
export function canonicalType(type: string): string {
  const bare = (type.split(';', 1)[0] ?? '').trim().toLowerCase();
  return byName.get(bare)?.type ?? bare;
}

/**
 * Lists the aliases of a type: those of browsers, operating systems and older registrations.
 *
 * @param type in the checker's own name for it
 * @returns the other names; none for a type that has none or is not known
 * @example
 * import { aliasesOf } from 'waybill/content';
 *
 * const accept = ['image/jpeg', ...aliasesOf('image/jpeg')].join();
 */
export const aliasesOf = (type: string): readonly string[] => splitWords(byName.get(type)?.names);

/** What files with this name's ending may be, by their own names; the likeliest first. */
export const typesOfName = (filename: string): readonly KnownType[] =>
  byEnding.get(/\.([^./\\]+)$/.exec(filename.trim())?.[1]?.toLowerCase() ?? '') ?? [];

const programs = new Set(programTypes.map(({ type }) => type));
/** Kin by the suffix of a name (RFC 6839, RFC 7303): such a file is at least a JSON or XML text. */
const suffixes: readonly (readonly [RegExp, string])[] = [
  [/\+json$/, 'application/json'],
  [/\+xml$/, 'application/xml'],
  [/^text\/[^/]+$/, 'text/plain'],
];

/**
 * What the bytes of a type are found to be where nothing in them says more; undefined where it is found as itself, or
 * is not known. Every `text/…` is text, `…+json` JSON and `…+xml` XML, whether the table names it or not.
 */
export function foundAs(type: string): string | undefined {
  const known = byName.get(type);
  return known ? known.foundAs : suffixes.find(([pattern]) => pattern.test(type))?.[1];
}

/** Does a program run such a file, or show it as a page that may run scripts? */
export const isProgram = (type: string): boolean => programs.has(type);

/**
 * Says whether the checker can verify files of a type, as itself or as text, JSON or XML.
 *
 * @param type media type without parameters
 * @returns false for a type of which no file could ever be accepted
 * @example
 * import { isVerifiable } from 'waybill/content';
 *
 * const allowed = ['image/png', 'text/vtt'].filter(isVerifiable);
 */
export const isVerifiable = (type: string): boolean =>
  byName.has(type.toLowerCase()) || foundAs(type) !== undefined;
