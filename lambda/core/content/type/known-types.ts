import { archiveTypes } from './archive-types.js';
import { documentTypes } from './document-types.js';
import { imageTypes } from './image-types.js';
import { words, type KnownType } from './known-type.js';
import { mediaTypes } from './media-types.js';
import { programTypes } from './program-types.js';
import { textTypes } from './text-types.js';

/** The one table of types: what the client declares, the API accepts and the checker compares is read from it. */
export const knownTypes: readonly KnownType[] = [
  ...imageTypes,
  ...documentTypes,
  ...mediaTypes,
  ...textTypes,
  ...archiveTypes,
  ...programTypes,
];

/** What "I don't know" looks like: browsers send it for names whose ending they don't know. */
export const unknownType = 'application/octet-stream';

const byName = new Map<string, KnownType>();
for (const known of knownTypes)
  for (const name of [known.type, ...words(known.names)]) byName.set(name, known);

const byEnding = new Map<string, readonly KnownType[]>();
for (const known of knownTypes) {
  for (const ending of words(known.endings)) byEnding.set(ending, [...(byEnding.get(ending) ?? []), known]);
}

/** Lower case, without parameters (RFC 9110 section 8.3.1), under the checker's own name for it. */
export function canonicalType(type: string): string {
  const bare = (type.split(';', 1)[0] ?? '').trim().toLowerCase();
  return byName.get(bare)?.type ?? bare;
}

/** The other names of a type. */
export const aliasesOf = (type: string): readonly string[] => words(byName.get(type)?.names);

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
 * What the bytes of a type are found to be where nothing in them tells more; undefined where it is found as itself, or
 * is not known. Every `text/…` is text, `…+json` JSON and `…+xml` XML, whether the table names it or not.
 */
export function foundAs(type: string): string | undefined {
  const known = byName.get(type);
  return known ? known.foundAs : suffixes.find(([pattern]) => pattern.test(type))?.[1];
}

/** Does a program run such a file, or show it as a page that may run scripts? */
export const isProgram = (type: string): boolean => programs.has(type);

/** Can the checker say of a file that it is of this type? */
export const isVerifiable = (type: string): boolean =>
  byName.has(type.toLowerCase()) || foundAs(type) !== undefined;
