import { visibleText } from '../../../text/visible-text.js';
import { columnsOf, cut, padEnd, padStart, widthOf, wrap } from './width.js';

/** The last column is cut down to this width, before the rows are stacked instead. */
const narrowestLast = 16;

const gap = '  ';

export interface TableLayout {
  /** Empty if the rows are stacked: each of their lines has its own label. */
  readonly heading: readonly string[];
  /** The lines of each row. */
  readonly rows: readonly (readonly string[])[];
}

export interface TableOptions {
  /** Right-aligned columns, for numbers. */
  readonly rightAligned?: readonly string[];
  /** @default those of standard output */
  readonly columns?: number | undefined;
}

/**
 * Lays out rows under a heading, each column as wide as its widest cell. Where the terminal is too narrow, the last
 * column is cut; where even that is too wide, each row becomes a paragraph with a line for each cell.
 */
export function layOutTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  { rightAligned = [], columns = columnsOf(process.stdout) }: TableOptions = {},
): TableLayout {
  const cells = rows.map((row) => row.map(visibleText));
  const widths = heading.map((title, column) =>
    cells.reduce((width, row) => Math.max(width, widthOf(row[column] ?? '')), widthOf(title)),
  );
  const last = heading.length - 1;
  const room =
    (columns ?? Infinity) - widths.slice(0, last).reduce((sum, width) => sum + width + gap.length, 0);
  const lastWidth = widths[last] ?? 0;
  if (room < Math.min(lastWidth, narrowestLast)) {
    return { heading: [], rows: cells.map((row) => stacked(heading, row, columns ?? Infinity)) };
  }
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        if (column === last) return lastWidth > room ? cut(cell, room) : cell;
        const pad = rightAligned.includes(heading[column] ?? '') ? padStart : padEnd;
        return pad(cell, widths[column] ?? 0);
      })
      .join(gap);
  return { heading: [line(heading)], rows: cells.map((row) => [line(row)]) };
}

/** The lines of such a table. */
export function table(...of: Parameters<typeof layOutTable>): string[] {
  const { heading, rows } = layOutTable(...of);
  // Paragraphs are apart.
  const apart = heading.length === 0;
  return [...heading, ...rows.flatMap((row, index) => (apart && index > 0 ? ['', ...row] : row))];
}

/** A value that doesn't fit beside its label stands below it. */
function stacked(heading: readonly string[], row: readonly string[], columns: number): string[] {
  const labelWidth = heading.reduce((width, title) => Math.max(width, widthOf(title)), 0);
  return heading.flatMap((title, column) => {
    const cell = row[column] ?? '';
    if (cell === '') return [];
    const value = /\s/.test(cell) ? cell : cut(cell, columns - gap.length);
    return wrap(padEnd(title, labelWidth) + gap + value, columns).split('\n');
  });
}
