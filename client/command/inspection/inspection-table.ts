import { adviceOnFinding, type Finding } from '../../../lambda/core/content/index.js';
import type { Inspection } from './inspect.js';
import type { Line } from '../terminal/output.js';
import { layOutTable } from '../terminal/table.js';

const heading = ['VERDICT', 'TYPE', 'PIXELS', 'BYTES', 'READ', 'FILE'];

/** Inspections for people: a row for each file, and under it a line for each finding. */
export function inspectionTable(inspections: readonly Inspection[]): readonly Line[] {
  const rightAligned = ['PIXELS', 'BYTES', 'READ'];
  const { heading: titles, rows } = layOutTable(heading, inspections.map(cells), { rightAligned });
  const body = inspections.flatMap(({ verdict, findings }, index) => {
    const [first = '', ...rest] = rows[index] ?? [];
    return [colored(first, verdict), ...rest, ...findings.flatMap(findingLines)];
  });
  return [...titles.map((text) => [{ style: 'dim', text } as const]), ...body];
}

/** The verdict is the first cell of a row: at the start of its line, or after its label. */
function colored(line: string, verdict: Inspection['verdict']): Line {
  const at = line.indexOf(verdict);
  const style = verdict === 'accept' ? 'green' : 'red';
  return [line.slice(0, at), { style, text: verdict }, line.slice(at + verdict.length)];
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
