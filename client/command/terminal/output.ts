import { styleText } from 'node:util';
import { visibleJson, visibleText } from '../../../text/visible-text.js';
import { isWaybillError } from '../../api/error.js';

/** A part of a line in a style of ours: nothing else brings one to the terminal. */
export interface Styled {
  readonly style: 'green' | 'red' | 'dim';
  readonly text: string;
}

/** One line. Text of others may be in it, which neither ends it nor acts on the terminal. */
export type Line = string | readonly (string | Styled)[];

/** Lines for whoever reads the output. */
export function print(...lines: readonly Line[]): void {
  process.stdout.write(lines.map((line) => `${visibleLine(line)}\n`).join(''));
}

/** A line for programs, which is safe to look at. */
export function printJson(value: object): void {
  process.stdout.write(`${visibleJson(value)}\n`);
}

/** One sentence beside the output; what belongs to it is indented below. */
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

/** What went wrong, then each field that was wrong. */
export function whyOf(error: unknown): [string, ...string[]] {
  const fields = isWaybillError(error) ? error.errors : [];
  const message = error instanceof Error ? error.message : String(error);
  return [message, ...fields.map(({ pointer, detail }) => `${pointer}: ${detail}`)];
}

/** Says why a command did not do what it is for; it exits with 2, unless it was stopped. */
export function reportFailure(error: unknown): void {
  report(...whyOf(error));
  process.exitCode ??= 2;
}
