import { visibleText } from '../../../text/visible-text.js';

/** Rows under a heading; each column as wide as its widest cell, the last one without padding. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  /** Right-aligned columns, for numbers. */
  rightAligned: readonly string[] = [],
): string[] {
  const all = [heading, ...rows.map((row) => row.map(visibleText))];
  const widths = heading.map((_, column) =>
    all.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0),
  );
  return all.map((row) =>
    row
      .map((cell, column) => {
        if (column === heading.length - 1) return cell;
        const width = widths[column] ?? 0;
        return rightAligned.includes(heading[column] ?? '') ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  '),
  );
}
