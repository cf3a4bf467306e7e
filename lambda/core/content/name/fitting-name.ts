import { words } from '../type/known-type.js';
import { canonicalType, typesOfName, knownTypes } from '../type/known-types.js';

/** What a record says of a file whose type was corrected: see `type-corrected`. */
export interface NamedFile {
  readonly filename: string;
  readonly detectedType?: string | null | undefined;
  readonly warnings: readonly { readonly code: string }[];
}

/**
 * The name under which readers get a file. Where its type was corrected, the ending is that of its real type: a WebP
 * that came as `photo.jpg` is saved as `photo.webp`. Others keep their names.
 */
export function readersName({ filename, detectedType, warnings }: NamedFile): string {
  if (!detectedType || !warnings.some(({ code }) => code === 'type-corrected')) return filename;
  const real = canonicalType(detectedType);
  const named = typesOfName(filename);
  if (named.length === 0 || named.some(({ type }) => type === real)) return filename;
  const [ending] = words(knownTypes.find(({ type }) => type === real)?.endings);
  return ending === undefined ? filename : filename.replace(/\.[^.]*$/, `.${ending}`);
}
