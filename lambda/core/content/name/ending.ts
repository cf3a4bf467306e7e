import { canonicalType } from '../type/known-types.js';
import { runnableEndings } from './runnable-endings.js';

/**
 * Endings for which a name is refused by default, lower case, without the dot: those of `runnableEndings`.
 * @example
 * import { blockedExtensions } from 'waybill/content';
 *
 * const blocked = blockedExtensions.filter((ending) => ending !== 'iso');
 */
export const blockedExtensions: readonly string[] = runnableEndings.flatMap(({ endings }) =>
  endings.split(' '),
);

/** By extension, the types of which one has to be allowed. */
const typesOf = new Map(
  runnableEndings.flatMap(({ endings, types = [] }) =>
    endings.split(' ').map((ending) => [ending, types.map(canonicalType)] as const),
  ),
);

/** Which endings of names are refused. */
export interface NamePolicy {
  /**
   * Allowed types: their extensions are allowed too.
   * @default none
   */
  readonly allowedTypes?: readonly string[];
  /**
   * Endings that are refused, lower case, without the dot.
   * @default `blockedExtensions`
   */
  readonly blockedExtensions?: readonly string[];
}

/**
 * Finds the extension because of which a name is refused. The rule for extensions: of a declared name, a new name, and
 * a name that is checked with its bytes.
 *
 * @param filename the whole name
 * @param policy the refused extensions
 * @returns the extension because of which the name is refused, lower case, without the dot; undefined where it may be used
 * @example
 * import { blockedEnding } from 'waybill/content';
 *
 * const ending = blockedEnding('invoice.pdf.exe');
 * if (ending !== undefined) show(`Names ending in .${ending} are not accepted`);
 */
export function blockedEnding(filename: string, policy: NamePolicy = {}): string | undefined {
  const { allowedTypes = [], blockedExtensions: blocked = blockedExtensions } = policy;
  const accepted = new Set(allowedTypes.map(canonicalType));
  const isMeant = (ending: string) => typesOf.get(ending)?.some((type) => accepted.has(type)) === true;
  return endingsOf(filename).find(
    (ending) => classId.test(ending) || (blocked.includes(ending) && !isMeant(ending)),
  );
}

/** Windows Explorer opens `name.{class}` with that class, and hides it (Chromium, `IsShellIntegratedExtension`). */
const classId = /^\{[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}$/;

/** They terminate a name, or a line, for programs in C and in headers. */
const controls = /[\p{Cc}\u2028\u2029]+/u;

/** As `harmlessName` replaces them. */
const eachControl = new RegExp(controls.source.replace(/\+$/, ''), 'gu');

/** Invisible characters, which some systems remove: bidirectional controls, zero-width characters. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}]+/gu;

/**
 * All extensions that a system may find in the name, after the last dot: systems normalize similar letters (NFKC: full
 * width, ligatures, `․` for a dot), terminate the name at NUL, remove control characters or replace them, use the part
 * after the last separator or replace separators, and on NTFS use the part before a colon (`name:stream`).
 */
function endingsOf(filename: string): string[] {
  const plain = filename.normalize('NFKC').replace(unseen, '').toLowerCase();
  const [start = ''] = plain.split(controls);
  const paths = [plain, start, plain.split(controls).join(''), plain.replace(eachControl, '_')];
  const names = paths.flatMap((path) => [lastPart(path), path.replace(separators, '_')]);
  const endings = names.flatMap((name) => [endingOf(name), endingOf(name.split(':', 1)[0] ?? '')]);
  return [...new Set(endings.filter((ending) => ending !== undefined))];
}

const separators = /[\\/]/g;

const lastPart = (path: string): string =>
  path.split(separators).findLast((part) => part.trim() !== '') ?? '';

/** Windows drops trailing dots and blanks of a name ("Naming Files, Paths, and Namespaces"). */
const endingOf = (name: string): string | undefined => /\.([^.]+)$/.exec(name.replace(/[.\s]+$/, ''))?.[1];
