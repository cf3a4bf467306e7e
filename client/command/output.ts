/** One line, or several, for whoever reads the output. */
export function printed(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One sentence beside the output. */
export function reported(text: string): void {
  process.stderr.write(`waybill: ${text}\n`);
}

/** Says why a command did not do what it is for; it exits with 2. */
export function failed(error: unknown): void {
  reported(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

/** Text from elsewhere: no control character of it reaches the terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\ufffd');
