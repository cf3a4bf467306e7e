import { u16le, u32be, u32le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const headerBytes = 100;
/** Null, points, lines, polygons, multipoints, with measures and heights, and patches (table 1). */
const shapes = new Set([0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28, 31]);

/** Shapes and their index (ESRI Shapefile Technical Description, July 1998): .shp and .shx have one header. */
export const shapefile: FormatFamily = {
  name: 'shapefile',
  unit: 'a first record',

  recognise: (head) =>
    u32be(head, 0) === 9994 && u32le(head, 28) === 1000 && shapes.has(u32le(head, 32))
      ? 'application/vnd.shp'
      : undefined,

  examine({ head, sizeBytes }, _type, findings): Anatomy {
    // In words of 16 bits.
    const end = u32be(head, 24) * 2;
    // Without a record the box around them all is nothing.
    const isEmpty = end === headerBytes && head.subarray(36, headerBytes).every((byte) => byte === 0);
    // The first record has number 1 and a length; of the index, the first one begins behind the header.
    const isShape = u32be(head, headerBytes) === 1 && shapes.has(u32le(head, headerBytes + 8));
    const isIndex = u32be(head, headerBytes) === headerBytes / 2 && (end - headerBytes) % 8 === 0;
    if (end < headerBytes || (!isEmpty && !isShape && !isIndex)) return { unitAt: undefined };
    if (end > sizeBytes) findings.warn('truncated', sizeBytes, `${end} bytes are stated`);
    const aliases = isEmpty ? ['application/vnd.shx'] : [];
    return {
      type: isIndex ? 'application/vnd.shx' : 'application/vnd.shp',
      aliases,
      unitAt: isEmpty ? 28 : headerBytes,
      end: Math.min(end, sizeBytes),
    };
  },
};

const fieldBytes = 32;

/** The table beside them (dBASE III to 7, "Xbase Data file"): no mark, so its numbers have to agree. */
export const dbf: FormatFamily = {
  name: 'dbf',
  unit: 'a description of its fields',

  recognise(head, sizeBytes) {
    const [version = 0, , month = 0, day = 0] = head;
    const [records, headerLength, recordLength] = [u32le(head, 4), u16le(head, 8), u16le(head, 10)];
    if (![0x03, 0x83, 0x8b, 0x30, 0x31, 0xf5].includes(version) || month > 12 || day > 31) return undefined;
    const fields = fieldsOf(head, headerLength);
    const end = headerLength + records * recordLength;
    return fields === recordLength && end <= sizeBytes && sizeBytes - end <= 2
      ? 'application/vnd.dbf'
      : undefined;
  },

  examine: ({ sizeBytes }): Anatomy => ({ unitAt: fieldBytes, end: sizeBytes }),
};

/** The length of a record by its fields: a mark for deletion, then each with its name, type and length. */
function fieldsOf(head: Buffer, headerLength: number): number | undefined {
  let length = 1;
  for (let at = fieldBytes; at + fieldBytes <= Math.min(headerLength, head.length); at += fieldBytes) {
    if (head[at] === 0x0d) break;
    if (!/^[A-Z_][\w]*\0/i.test(head.toString('latin1', at, at + 11))) return undefined;
    if (!/[A-Z@+]/.test(String.fromCharCode(head[at + 11] ?? 0))) return undefined;
    length += head[at + 16] ?? 0;
  }
  return length > 1 ? length : undefined;
}
