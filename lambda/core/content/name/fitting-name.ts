import { splitWords } from '../type/known-type.js';
import { canonicalType, typesOfName, knownTypes } from '../type/known-types.js';

/** A warning on a record. */
export interface NamedWarning {
  /** Its finding. */
  readonly code: string;
}

/** What a record says of a file's name and type. */
export interface NamedFile {
  /** As it was sent. */
  readonly filename: string;
  /** What the bytes are. @default unknown yet: the name is kept */
  readonly detectedType?: string | null | undefined;
  /** Of the check; `type-corrected` counts. */
  readonly warnings: readonly NamedWarning[];
}

/**
 * Names a file for its readers. If its type was corrected, the ending is that of its detected type: a WebP that was sent
 * as `photo.jpg` is saved as `photo.webp`. Others keep their names.
 *
 * @param file what its record says
 * @returns the name to save it under
 * @example
 * import { readersName } from 'waybill/content';
 *
 * const name = readersName({ filename: 'a.jpg', detectedType: 'image/webp', warnings: [{ code: 'type-corrected' }] }); // 'a.webp'
 */
export function readersName({ filename, detectedType, warnings }: NamedFile): string {
  if (!detectedType || !warnings.some(({ code }) => code === 'type-corrected')) return filename;
  const real = canonicalType(detectedType);
  const named = typesOfName(filename);
  if (named.length === 0 || named.some(({ type }) => type === real)) return filename;
  const [ending] = splitWords(knownTypes.find(({ type }) => type === real)?.endings);
  return ending === undefined ? filename : filename.replace(/\.[^.]*$/, `.${ending}`);
}
