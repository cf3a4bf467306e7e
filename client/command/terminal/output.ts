import { styleText } from 'node:util';
import { visibleJson, visibleText } from '../../../text/visible-text.js';
import { isWaybillError } from '../../api/error.js';

/** A part of a line with a style: untrusted text cannot style the terminal. */
export interface Styled {
  readonly style: 'green' | 'red' | 'dim';
  readonly text: string;
}

/** One line. Untrusted text in it can neither end the line nor control the terminal. */
export type Line = string | readonly (string | Styled)[];

/** Lines for people. */
export function print(...lines: readonly Line[]): void {
  process.stdout.write(lines.map((line) => `${visibleLine(line)}\n`).join(''));
}

/** A line for programs, which is safe to display. */
export function printJson(value: object): void {
  process.stdout.write(`${visibleJson(value)}\n`);
}

/** A message on standard error; details are indented below. */
export function report(sentence: string, ...below: readonly string[]): void {
  process.stderr.write(`waybill: ${[sentence, ...below].map(visibleText).join('\n  ')}\n`);
}

export const visibleLine = (line: Line): string =>
  [line]
    .flat()
    .map((part) =>
      typeof part === 'string' ? visibleText(part) : styleText(part.style, visibleText(part.text)),
    )
    .join('');

/** The error, then each invalid field. */
export function whyOf(error: unknown): [string, ...string[]] {
  const fields = isWaybillError(error) ? error.errors : [];
  const message = error instanceof Error ? error.message : String(error);
  return [message, ...fields.map(({ pointer, detail }) => `${pointer}: ${detail}`)];
}

/** Reports why a command failed; the exit code is 2, unless it was interrupted. */
export function reportFailure(error: unknown): void {
  report(...whyOf(error));
  process.exitCode ??= 2;
}
