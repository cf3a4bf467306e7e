import type { Findings } from '../evidence/finding.js';
import type { FileView } from '../reading/file-view.js';
import { ddeFormulaIn } from './field.js';
import { textPieces } from './whole-text.js';

/** Where a cell begins: behind a delimiter, a quote or a line. */
const cellStart = /(?:^|[,;\t\r\n"])[ \t]*(?=[=+@-])/g;
const longestFormula = 1400;

/** CSV and TSV: formulas that start a program when a spreadsheet imports the table. */
export async function judgeTable(file: FileView, findings: Findings): Promise<void> {
  for (const { text, at } of await textPieces(file)) {
    // SYLK: a spreadsheet of commands, which Excel opens by its first line whatever the file is named.
    if (at === 0 && /^ID;P/.test(text) && /[\r\n]O;[^\r\n]{0,80}E|auto_(?:open|close)/i.test(text))
      findings.active('macro', 0);
    if (!text.includes('|') && !/DDE/i.test(text)) continue;
    for (const { index, 0: before } of text.matchAll(cellStart)) {
      const from = index + before.length;
      const line = /^[^\r\n]{0,1400}/.exec(text.slice(from, from + longestFormula))?.[0] ?? '';
      if (ddeFormulaIn(line) !== 0) continue;
      findings.active('dde', at + from);
      return;
    }
  }
}
