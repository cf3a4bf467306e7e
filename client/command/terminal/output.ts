import { isWaybillError } from '../../api/error.js';

/** One line, or several, for whoever reads the output. */
export function printed(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One sentence beside the output. */
export function reported(text: string): void {
  process.stderr.write(`waybill: ${text}\n`);
}

/** What went wrong, with each field that was wrong on a line of its own. */
export function whyOf(error: unknown): string {
  const fields = isWaybillError(error) ? error.errors : [];
  const message = error instanceof Error ? error.message : String(error);
  return [message, ...fields.map(({ pointer, detail }) => `${pointer}: ${detail}`)].join('\n  ');
}

/** Says why a command did not do what it is for; it exits with 2, unless it was stopped. */
export function failed(error: unknown): void {
  reported(whyOf(error));
  process.exitCode ??= 2;
}

/** Text from elsewhere: no control character of it reaches the terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\ufffd');
