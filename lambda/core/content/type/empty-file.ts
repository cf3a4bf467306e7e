import { saidTypes } from './declared-type.js';
import { canonicalType, foundAs } from './known-types.js';

const texts = ['text/plain', 'text/csv', 'text/tab-separated-values', 'text/markdown'];
/** Of JSON lines there may be none; a JSON text has one value (RFC 8259, section 2). */
const jsonLines = [
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
];

/**
 * Lists the types as which a file without a byte may be stored.
 *
 * @param declaredType as the sender's system calls the file; parameters are ignored
 * @param filename of which the ending counts
 * @returns the types that it is said to be and of which files can be empty; none for an image or a document
 * @example
 * import { emptyTypes } from 'waybill/content';
 *
 * const types = emptyTypes('text/csv', 'people.csv'); // ['text/csv']
 */
export function emptyTypes(declaredType: string, filename = ''): readonly string[] {
  const isLines =
    /\.(jsonl|ndjson)$/i.test(filename) ||
    jsonLines.includes((declaredType.split(';', 1)[0] ?? '').trim().toLowerCase());
  return saidTypes(declaredType, filename).filter(
    (type) =>
      texts.includes(type) ||
      foundAs(type) === 'text/plain' ||
      (isLines && canonicalType(type) === 'application/json'),
  );
}
