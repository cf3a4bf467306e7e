import type { Findings } from '../evidence/finding.js';
import type { FileView } from '../reading/file-view.js';
import { ddeFormulas } from './field.js';
import { textPieces } from './whole-text.js';

/** CSV and TSV: formulas that start a program when a spreadsheet imports the table. */
export async function judgeTable(file: FileView, findings: Findings): Promise<void> {
  for (const { text, at } of await textPieces(file)) {
    // SYLK: a spreadsheet of commands, which Excel opens by its first line whatever the file is named.
    if (at === 0 && /^ID;P/.test(text) && /[\r\n]O;[^\r\n]{0,80}E|auto_(?:open|close)/i.test(text))
      findings.active('macro', 0);
    for (const start of ddeFormulas(text)) {
      if (!beginsCell(text, start)) continue;
      findings.active('dde', at + start);
      return;
    }
  }
}

/** Behind a delimiter, a quote or a line end, and perhaps blanks. */
function beginsCell(text: string, start: number): boolean {
  let before = start - 1;
  while (text[before] === ' ') before--;
  return before < 0 || /[,;\t\r\n"]/.test(text[before] as string);
}
