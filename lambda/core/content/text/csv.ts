const delimiters = [',', ';', '\t', '|'];
const enoughRows = 64;

/** CSV or TSV: at least two rows, all of the same number of columns, at least two (RFC 4180, section 2). */
export function delimitedType(text: string, isWhole: boolean): string | undefined {
  for (const delimiter of delimiters) {
    if (!text.includes(delimiter)) continue;
    const rows = columnCounts(text, delimiter, isWhole);
    const [columns = 0] = rows;
    if (rows.length >= 2 && columns >= 2 && rows.every((count) => count === columns)) {
      return delimiter === '\t' ? 'text/tab-separated-values' : 'text/csv';
    }
  }
  return undefined;
}

/** The number of cells of each row, up to 64 rows; a last row that may be cut off is omitted. */
function columnCounts(text: string, delimiter: string, isWhole: boolean): number[] {
  const rows: number[] = [];
  let cells = 1;
  let quoted = false;
  let fieldStart = true;
  for (let at = 0; at < text.length && rows.length < enoughRows; at++) {
    const c = text[at];
    if (quoted) {
      if (c !== '"') continue;
      if (text[at + 1] === '"') at++;
      else quoted = false;
    } else if (c === '"' && fieldStart) quoted = true;
    else if (c === delimiter) cells++;
    else if (c === '\n') {
      rows.push(cells);
      cells = 1;
    }
    fieldStart = !quoted && (c === delimiter || c === '\n');
  }
  if (isWhole && cells > 1 && rows.length < enoughRows) rows.push(cells);
  return rows;
}
