import { canonicalType } from '../type/known-types.js';
import { runnableEndings } from './runnable-endings.js';

/** Endings for which a name is refused, lower case, without the dot: see `runnableEndings`. */
export const blockedExtensions: readonly string[] = runnableEndings.flatMap(({ endings }) =>
  endings.split(' '),
);

/** By its ending, the types of which one has to be accepted by name. */
const typesOf = new Map(
  runnableEndings.flatMap(({ endings, types = [] }) =>
    endings.split(' ').map((ending) => [ending, types.map(canonicalType)] as const),
  ),
);

export interface NamePolicy {
  /** Types that are accepted by name. @default none */
  readonly allowedTypes?: readonly string[];
  /** @default `blockedExtensions` */
  readonly blockedExtensions?: readonly string[];
}

/**
 * The one rule for endings of names: of a declared name, a new name, and a name that is checked with its bytes.
 *
 * @returns the ending for which a name is refused, lower case, without the dot; undefined where it may be used
 */
export function blockedEnding(filename: string, policy: NamePolicy = {}): string | undefined {
  const { allowedTypes = [], blockedExtensions: blocked = blockedExtensions } = policy;
  const accepted = new Set(allowedTypes.map(canonicalType));
  const isMeant = (ending: string) => typesOf.get(ending)?.some((type) => accepted.has(type)) === true;
  return endingsOf(filename).find(
    (ending) => classId.test(ending) || (blocked.includes(ending) && !isMeant(ending)),
  );
}

/** Windows Explorer opens `name.{class}` by that class, and hides it (Chromium, `IsShellIntegratedExtension`). */
const classId = /^\{[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}$/;

/** They end a name, or a line, for programs in C and in headers. */
const controls = /[\p{Cc}\u2028\u2029]+/u;

/** Nobody sees them, and names lose them on their way to a reader: bidirectional controls, characters of no width. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}]+/gu;

/**
 * What systems on a name's way may take for its ending, which is what the last dot begins: they compose letters that
 * look alike (NFKC: full width, ligatures, `․` for a dot), end the name at NUL or leave control characters out, take
 * what stands behind the last separator or replace separators, and on NTFS take what stands before a colon
 * (`name:stream`).
 */
function endingsOf(filename: string): string[] {
  const plain = filename.normalize('NFKC').replace(unseen, '').toLowerCase();
  const [start = ''] = plain.split(controls);
  const paths = [plain, start, plain.split(controls).join('')];
  const names = paths.flatMap((path) => [lastPart(path), path.replace(separators, '_')]);
  const endings = names.flatMap((name) => [endingOf(name), endingOf(name.split(':', 1)[0] ?? '')]);
  return [...new Set(endings.filter((ending) => ending !== undefined))];
}

const separators = /[\\/]/g;

const lastPart = (path: string): string =>
  path.split(separators).findLast((part) => part.trim() !== '') ?? '';

/** Windows drops dots and blanks at the end of a name ("Naming Files, Paths, and Namespaces"). */
const endingOf = (name: string): string | undefined => /\.([^.]+)$/.exec(name.replace(/[.\s]+$/, ''))?.[1];
