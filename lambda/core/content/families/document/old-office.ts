import { has, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

/** The beginning of a stream of records in Excel 2 to 4, before compound files: version and length of BOF. */
const biffStarts = [
  '\x09\0\x04\0',
  '\x09\x02\x06\0',
  '\x09\x04\x06\0',
  '\x09\0\x06\0',
  '\x09\x08\x08\0',
  '\x09\x08\x10\0',
];
const wordStarts = ['\xdb\xa5\x2d\0', '\x31\xbe\0\0', '\xfe\x37\0'];
const endOfRecords = 0x0a;
/** [MS-XLS] 2.4.21 and its forerunners: the kind of a BOF that opens a sheet of Excel 4 macros. */
const macroSheet = 0x40;
const recordCap = 4096;

/** Workbooks and documents of Office before 1995, which are no compound files. */
export const oldOffice: FormatFamily = {
  name: 'old-office',
  unit: 'a chain of records or a range of text',

  recognise(head) {
    if (
      biffStarts.some((start) => has(head, 0, start)) &&
      [0x05, 0x10, 0x20, 0x40, 0x100].includes(u16le(head, 6))
    ) {
      return 'application/vnd.ms-excel';
    }
    return wordStarts.some((start) => has(head, 0, start)) ? 'application/msword' : undefined;
  },

  async examine(file, type, findings): Promise<Anatomy> {
    const isExcel = type === 'application/vnd.ms-excel';
    const end = isExcel ? await recordsEnd(file) : wordEnd(file);
    if (end === undefined && !file.isWhole) {
      findings.refuse('ending-missing', file.tailOffset, 'nothing tells where the document ends');
    }
    if (isExcel && u16le(file.head, 6) === macroSheet) findings.active('macro', 0);
    // With more records than may be followed, the last one could have been copied there.
    const ending = end === undefined ? {} : { end: Math.min(end, file.sizeBytes), isOpenEnded: isExcel };
    const isProven = isExcel ? await hasRecords(file) : hasText(file);
    return { ...ending, unitAt: isProven ? 0 : undefined };
  },
};

/** No record is longer ([MS-XLS] 2.1.4), and their kinds have small numbers. */
const longestRecord = 8224;
const mostKinds = 0x1100;
/** So many in a row are no chance. */
const provingRecords = 8;

async function hasRecords(file: FileView): Promise<boolean> {
  let at = 0;
  for (let records = 0; records < provingRecords; records++) {
    const header = await file.bytes(at, 4);
    if (header.length < 4) return false;
    const [kind, length] = [u16le(header, 0), u16le(header, 2)];
    if (kind === endOfRecords && length === 0) return records > 1;
    if (length > longestRecord || kind > mostKinds || (kind === 0 && length === 0)) return false;
    at += 4 + length;
  }
  return true;
}

/** Word 2: text from fcMin to fcMac, which lies before the end that it states. Write and Word for DOS: text up to fcMac. */
function hasText(file: FileView): boolean {
  const { head, sizeBytes } = file;
  // Microsoft, "Write file format": the tool that wrote it.
  if (has(head, 0, '\x31\xbe') && !has(head, 4, '\0\xab')) return false;
  // The oldest program that reads the file, as a version of its header.
  if (has(head, 0, '\xdb\xa5') && (u16le(head, 12) === 0 || u16le(head, 12) > 0x100)) return false;
  const stated = wordEnd(file) ?? 0;
  const [from, to] = has(head, 0, '\xdb\xa5')
    ? [u32le(head, 0x18), u32le(head, 0x1c)]
    : [128, u32le(head, 14)];
  return from >= 128 && from <= to && to <= stated && from <= sizeBytes;
}

/** From record to record up to the last EOF; with more of them than may be read, the last one has to end the file. */
async function recordsEnd(file: FileView): Promise<number | undefined> {
  const steps = file.allowance(6);
  let at = 0;
  for (let records = 0; records < recordCap; records++) {
    const header = await steps.bytes(at, 4, 16 * 1024);
    if (!header) return endsWithRecord(file) ? file.sizeBytes : undefined;
    if (header.length < 4) return undefined;
    at += 4 + u16le(header, 2);
    if (u16le(header, 0) === endOfRecords) return at;
  }
  return endsWithRecord(file) ? file.sizeBytes : undefined;
}

const endsWithRecord = ({ tail }: FileView): boolean => has(tail, tail.length - 4, '\x0a\0\0\0');

/** Word 2 states its length (cbMac); Word for DOS and Write count pages of 128 bytes (pnMac). */
function wordEnd({ head }: FileView): number | undefined {
  const stated = has(head, 0, '\xdb\xa5') ? u32le(head, 0x20) : u16le(head, 0x60) * 128;
  return stated >= 128 ? stated : undefined;
}
