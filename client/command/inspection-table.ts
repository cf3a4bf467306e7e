import { styleText } from 'node:util';
import type { Inspection } from './inspect.js';
import { printable } from './output.js';

const heading = ['VERDICT', 'TYPE', 'PIXELS', 'BYTES', 'READ', 'FILE'];
/** Numbers stand under each other by their last digit. */
const rightAligned = new Set(['PIXELS', 'BYTES', 'READ']);

/** Inspections for a person: a row for each file, and under it a line for each finding. */
export function inspectionTable(inspections: readonly Inspection[]): string {
  const rows = inspections.map(cells);
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        if (column === heading.length - 1) return cell;
        const width = widths[column] ?? 0;
        return rightAligned.has(heading[column] ?? '') ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ');
  const body = inspections.map(({ verdict, findings }, index) =>
    [
      // Coloured once it is padded: the codes of a colour have no width.
      line(rows[index] ?? []).replace(verdict, (word) =>
        styleText(verdict === 'accept' ? 'green' : 'red', word),
      ),
      ...findings.map(({ code, message, offset }) => `    ${code} at ${offset}: ${printable(message)}`),
    ].join('\n'),
  );
  return [styleText('dim', line(heading)), ...body].join('\n');
}

function cells({ verdict, detectedType, width, height, sizeBytes, bytesRead, ranges, path }: Inspection) {
  const pixels = width && height ? `${width} x ${height}` : '';
  return [
    verdict,
    detectedType,
    pixels,
    String(sizeBytes),
    `${bytesRead} in ${ranges}`,
    printable(path),
  ] as const;
}
