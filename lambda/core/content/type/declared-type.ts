import { splitWords } from './known-type.js';
import { canonicalType, foundAs, isProgram, typesOfName, unknownType } from './known-types.js';

/**
 * What a file is said to be, by its declared type and its name: the declared type first; then, where systems give files
 * with this ending that very name although they are of another type, or have no name for them at all, the types of the
 * ending; then what these are found as.
 */
export function saidTypes(declaredType: string, filename = ''): readonly string[] {
  const declared = canonicalType(declaredType);
  const ofName = typesOfName(filename)
    .filter(
      ({ misnomers, foundAs: found }) =>
        declared === unknownType ||
        declared === found ||
        splitWords(misnomers).some((name) => canonicalType(name) === declared),
    )
    .map(({ type }) => type);
  const said = [...new Set([declared, ...ofName])].filter((type) => type !== unknownType);
  return [...new Set([...said, ...said.flatMap(kinOf)])];
}

/** Found as themselves, and text all the same. */
const structured = new Set([
  'text/vcard',
  'text/calendar',
  'message/rfc822',
  'application/mbox',
  'application/postscript',
  'image/vnd.dxf',
  'model/obj',
  'model/ply',
  'application/vnd.pcl.pcd',
]);
/** What others may be stored as: an Illustrator document as the PDF that it is. */
const stored = [
  'text/plain',
  'application/json',
  'application/xml',
  'application/pdf',
  'application/vnd.sqlite3',
];

/** What else a file of this type may be stored as, where the type itself is not accepted. Nothing, of what runs. */
function kinOf(type: string): string[] {
  if (isProgram(type)) return [];
  const found = structured.has(type) ? 'text/plain' : foundAs(type);
  return found !== undefined && stored.includes(found) ? [found] : [];
}

/**
 * Finds the accepted type as which a file may be uploaded, by its declared type and its name.
 *
 * @param allowedTypes that are accepted
 * @param declaredType as the sender's system calls the file; parameters are ignored
 * @param filename of which the ending counts
 * @returns the accepted type; `application/octet-stream` if neither name nor declared type says anything, so that the
 * bytes decide; undefined if nothing that the file is said to be is accepted
 * @example
 * import { acceptedType } from 'waybill/content';
 *
 * const type = acceptedType(['text/csv'], 'application/vnd.ms-excel', 'people.csv'); // 'text/csv'
 */
export function acceptedType(
  allowedTypes: readonly string[],
  declaredType: string,
  filename: string,
): string | undefined {
  const said = saidTypes(declaredType, filename);
  if (said.length === 0) return unknownType;
  const accepted = new Set(allowedTypes.map(canonicalType));
  // Of a recording that is called sound only the bytes show whether it is.
  return said.find((type) => accepted.has(type) || (!isProgram(type) && accepted.has(foundAs(type) ?? type)));
}

/**
 * Names the type to declare for a file of which only the name is known.
 *
 * @param filename of which the ending counts
 * @returns the only type that the ending means; `application/octet-stream` for an ending that means none, or several
 * @example
 * import { typeOfName } from 'waybill/content';
 *
 * const type = typeOfName('minutes.odt'); // 'application/vnd.oasis.opendocument.text'
 */
export function typeOfName(filename: string): string {
  const [only, ...others] = typesOfName(filename);
  return only && others.length === 0 ? only.type : unknownType;
}
