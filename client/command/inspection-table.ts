import { styleText } from 'node:util';
import type { Inspection } from './inspect.js';

/** An inspection for a person: the verdict, what the file is, and a line for each finding. */
export function inspectionRow({
  path,
  sizeBytes,
  detectedType,
  verdict,
  findings,
  ...seen
}: Inspection): string {
  const mark = verdict === 'accept' ? styleText('green', 'accept') : styleText('red', 'reject');
  const pixels = seen.width && seen.height ? `, ${seen.width} x ${seen.height}` : '';
  const head = `${mark}  ${printable(path)}  ${detectedType}${pixels}, ${sizeBytes} bytes`;
  const reads = `(${seen.bytesRead} read in ${seen.ranges})`;
  const lines = findings.map(
    ({ code, message, offset }) => `        ${code} at ${offset}: ${printable(message)}`,
  );
  return [`${head} ${styleText('dim', reads)}`, ...lines].join('\n');
}

/** Names come from strangers: no control character of theirs reaches the terminal. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, '\ufffd');
