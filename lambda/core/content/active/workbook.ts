import { latin1, u16le } from '../reading/bytes.js';
import type { Findings } from '../evidence/finding.js';

const record = {
  endOfSubstream: 0x0a,
  encryption: 0x2f,
  sheet: 0x85,
  book: 0x01ae,
  beginning: [0x09, 0x0209, 0x0409, 0x0809],
} as const;
/** [MS-XLS] 2.4.28, BoundSheet8: sheets of Excel 4 macros, and modules of Visual Basic. */
const macroSheets = [0x01, 0x06];
const recordCap = 50_000;

/**
 * The records of a workbook of Excel 97 to 2003, as far as they were read: its list of sheets, its links, and whether a
 * password encrypts what follows.
 * @param at where the records stand in the file
 */
export function judgeRecords(bytes: Buffer, at: number, findings: Findings): void {
  let from = 0;
  for (let records = 0; from + 4 <= bytes.length && records < recordCap; records++) {
    const kind = u16le(bytes, from);
    if (kind === record.endOfSubstream) return;
    if (kind === record.encryption) findings.warn('protected', at + from, 'by a password');
    // Excel 4 macros need no VBA project: they are sheets of their own kind.
    if (kind === record.sheet && macroSheets.includes(bytes[from + 9] ?? 0))
      findings.active('macro', at + from);
    if (kind === record.book)
      judgeBook(bytes.subarray(from + 4, from + 4 + u16le(bytes, from + 2)), at + from, findings);
    from += 4 + u16le(bytes, from + 2);
  }
}

/** [MS-XLS] 2.4.271, SupBook: of a DDE link, program and topic stand side by side, with a 3 between them. */
function judgeBook(book: Buffer, at: number, findings: Findings): void {
  const length = u16le(book, 2);
  if (length < 3 || length > 0xff) return;
  const isWide = ((book[4] ?? 0) & 1) !== 0;
  const path = isWide
    ? book.toString('utf16le', 5, Math.min(book.length, 5 + length * 2))
    : latin1(book, 5, 5 + length);
  // Of a linked workbook the first character is 1, and of this one nothing is named.
  const topic = path.indexOf('\x03');
  if (topic > 0 && path.charCodeAt(0) > 3) findings.active('dde', at);
  else if (path.startsWith('\x01')) findings.active('external-content', at);
}
