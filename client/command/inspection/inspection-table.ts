import { adviceOnFinding, type Finding } from '../../../lambda/core/content/index.js';
import type { Inspection } from './inspect.js';
import type { Line } from '../terminal/output.js';
import { table } from '../terminal/table.js';

const heading = ['VERDICT', 'TYPE', 'PIXELS', 'BYTES', 'READ', 'FILE'];

/** Inspections for people: a row for each file, and under it a line for each finding. */
export function inspectionTable(inspections: readonly Inspection[]): readonly Line[] {
  const [title = '', ...rows] = table(heading, inspections.map(cells), ['PIXELS', 'BYTES', 'READ']);
  const body = inspections.flatMap(({ verdict, findings }, index) => [
    [
      { style: verdict === 'accept' ? 'green' : 'red', text: verdict } as const,
      (rows[index] ?? '').slice(verdict.length),
    ],
    ...findings.flatMap(findingLines),
  ]);
  return [[{ style: 'dim', text: title }], ...body];
}

/** What was found and where, and, of what rejects the file, what its sender can do. */
function findingLines(finding: Finding): readonly string[] {
  const { code, severity, message, offset } = finding;
  const line = `    ${code} at ${offset}: ${message}`;
  return severity === 'refuse' ? [line, `      ${adviceOnFinding(finding)}`] : [line];
}

function cells({ verdict, detectedType, width, height, sizeBytes, bytesRead, ranges, path }: Inspection) {
  const pixels = width && height ? `${width} x ${height}` : '';
  return [verdict, detectedType, pixels, String(sizeBytes), `${bytesRead} in ${ranges}`, path] as const;
}
