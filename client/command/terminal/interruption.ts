/** Ctrl-C: 128 and the number of SIGINT, as a shell reports a program that the signal ended. */
export const interruptedCode = 130;

const terminatedCode = 143;

/**
 * Aborted by Ctrl-C (and by SIGTERM); the command then exits with the conventional code. A second one exits at once.
 */
export function interruption(): AbortController {
  const controller = new AbortController();
  for (const [signal, exitCode] of [
    ['SIGINT', interruptedCode],
    ['SIGTERM', terminatedCode],
  ] as const) {
    process.once(signal, () => {
      process.exitCode = exitCode;
      controller.abort(new Error('stopped'));
    });
  }
  return controller;
}

/** Whether the command was stopped. */
export const hasInterrupted = (): boolean =>
  process.exitCode === interruptedCode || process.exitCode === terminatedCode;
