import { styleText } from 'node:util';
import type { Inspection } from './inspect.js';
import { printable } from '../terminal/output.js';
import { table } from '../terminal/table.js';

const heading = ['VERDICT', 'TYPE', 'PIXELS', 'BYTES', 'READ', 'FILE'];

/** Inspections for a person: a row for each file, and under it a line for each finding. */
export function inspectionTable(inspections: readonly Inspection[]): string {
  const [title = '', ...rows] = table(heading, inspections.map(cells), ['PIXELS', 'BYTES', 'READ']);
  const body = inspections.map(({ verdict, findings }, index) =>
    [
      // Coloured once it is padded: the codes of a colour have no width.
      (rows[index] ?? '').replace(verdict, (word) => styleText(verdict === 'accept' ? 'green' : 'red', word)),
      ...findings.map(({ code, message, offset }) => `    ${code} at ${offset}: ${printable(message)}`),
    ].join('\n'),
  );
  return [styleText('dim', title), ...body].join('\n');
}

function cells({ verdict, detectedType, width, height, sizeBytes, bytesRead, ranges, path }: Inspection) {
  const pixels = width && height ? `${width} x ${height}` : '';
  return [verdict, detectedType, pixels, String(sizeBytes), `${bytesRead} in ${ranges}`, path] as const;
}
