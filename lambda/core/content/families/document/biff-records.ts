import { u16le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';

const endOfRecords = 0x0a;
/** No record is longer ([MS-XLS] 2.1.4), and their kinds have small numbers. */
const longestRecord = 8224;
const mostKinds = 0x1100;
/** So many in a row, half of them of these kinds, are no chance. */
const provingRecords = 8;

/**
 * The least length of the records with which sheets of Excel 2 to 5 begin and which their cells are, by kind, with the
 * kinds of later versions of the same record (OpenOffice.org's Documentation of the Microsoft Excel File Format, 4.2 and
 * 5). Text of two or four bytes a character reads as records of such kinds too, but all of them empty.
 */
const leastLengths: ReadonlyMap<number, number> = new Map([
  [0x00, 8],
  [0x01, 6],
  [0x02, 9],
  [0x03, 14],
  [0x04, 7],
  [0x05, 8],
  [0x06, 16],
  [0x07, 1],
  [0x08, 13],
  [0x0b, 12],
  [0x0c, 2],
  [0x0d, 2],
  [0x0e, 2],
  [0x0f, 2],
  [0x10, 8],
  [0x11, 2],
  [0x12, 2],
  [0x14, 1],
  [0x15, 1],
  [0x16, 2],
  [0x17, 2],
  [0x18, 3],
  [0x19, 2],
  [0x1d, 9],
  [0x1e, 1],
  [0x1f, 2],
  [0x20, 3],
  [0x21, 4],
  [0x22, 2],
  [0x24, 3],
  [0x25, 2],
  [0x26, 8],
  [0x27, 8],
  [0x28, 8],
  [0x29, 8],
  [0x2a, 2],
  [0x2b, 2],
  [0x31, 5],
  [0x36, 2],
  [0x3d, 8],
  [0x3e, 8],
  [0x40, 2],
  [0x41, 10],
  [0x42, 2],
  [0x43, 4],
  [0x44, 3],
  [0x45, 2],
  [0x55, 2],
  [0x7d, 10],
  [0x200, 10],
  [0x201, 6],
  [0x203, 14],
  [0x204, 7],
  [0x205, 8],
  [0x206, 16],
  [0x207, 2],
  [0x208, 16],
  [0x20b, 12],
  [0x218, 4],
  [0x221, 6],
  [0x223, 2],
  [0x225, 4],
  [0x231, 7],
  [0x236, 2],
  [0x23e, 10],
  [0x243, 12],
  [0x27e, 10],
  [0x293, 4],
  [0x406, 16],
  [0x41e, 3],
  [0x443, 12],
]);

/** The first records, behind that which opens the sheet: a chain of known kinds, up to its end or for long enough. */
export async function hasRecords(file: FileView): Promise<boolean> {
  let at = 0;
  let known = 0;
  for (let records = 0; records < provingRecords; records++) {
    const header = await file.bytes(at, 4);
    if (header.length < 4) return false;
    const [kind, length] = [u16le(header, 0), u16le(header, 2)];
    if (kind === endOfRecords && length === 0) return records > 1 && known * 2 >= records;
    if (length > longestRecord || kind > mostKinds) return false;
    if (records > 0 && length >= (leastLengths.get(kind) ?? Infinity)) known++;
    at += 4 + length;
  }
  return known * 2 >= provingRecords;
}
