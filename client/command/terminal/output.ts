import { styleText } from 'node:util';
import { visibleJson, visibleText } from '../../../text/visible-text.js';
import { hasInterrupted, interruptedCode } from './interruption.js';
import { codedMessageOf } from './message.js';
import { columnsOf, wrap } from './width.js';

/** A part of a line with a style: untrusted text cannot style the terminal. */
export interface Styled {
  readonly style: 'green' | 'red' | 'dim';
  readonly text: string;
}

/** A line to copy, which is not wrapped. */
export interface Verbatim {
  readonly verbatim: string;
}

/** One line. Untrusted text in it can neither end the line nor control the terminal. */
export type Line = string | Verbatim | readonly (string | Styled)[];

/** Lines for people. */
export function print(...lines: readonly Line[]): void {
  const columns = columnsOf(process.stdout);
  const text = (line: Line) =>
    typeof line === 'object' && 'verbatim' in line
      ? visibleText(line.verbatim)
      : wrap(visibleLine(line), columns);
  process.stdout.write(lines.map((line) => `${text(line)}\n`).join(''));
}

/** A line for programs, which is safe to display. */
export function printJson(value: object): void {
  process.stdout.write(`${visibleJson(value)}\n`);
}

/** A message on standard error; details are indented below. */
export function report(sentence: string, ...below: readonly string[]): void {
  const columns = columnsOf(process.stderr);
  const lines = [`waybill: ${visibleText(sentence)}`, ...below.map((line) => `  ${visibleText(line)}`)];
  process.stderr.write(lines.map((line) => `${wrap(line, columns)}\n`).join(''));
}

/** https://no-color.org: no colors if `NO_COLOR` is there and not empty; Node counts an empty one too. */
function hasColors(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR: isRefused, ...environment } = process.env;
  return stream.isTTY && !isRefused && stream.hasColors(16, environment);
}

const visibleLine = (line: Exclude<Line, Verbatim>): string =>
  [line]
    .flat()
    .map((part) =>
      typeof part === 'string' || !hasColors(process.stdout)
        ? visibleText(typeof part === 'string' ? part : part.text)
        : styleText(part.style, visibleText(part.text), { validateStream: false }),
    )
    .join('');

/**
 * Reports why a command failed; the exit code is 2, or 130 after Ctrl-C.
 * @param afterInterruption how to continue where Ctrl-C stopped it
 */
export function reportFailure(error: unknown, afterInterruption = 'nothing is done yet'): void {
  // A prompt reads the keys itself, and so there is no signal.
  if (error instanceof Error && error.name === 'ExitPromptError') process.exitCode = interruptedCode;
  if (hasInterrupted()) return report(`stopped; ${afterInterruption}`);
  report(...codedMessageOf(error));
  process.exitCode ??= 2;
}
