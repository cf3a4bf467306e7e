/**
 * Aborted by Ctrl-C (and by SIGTERM); the command then exits with the conventional code. A second one exits at once.
 */
export function interruption(): AbortController {
  const controller = new AbortController();
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.once(signal, () => {
      process.exitCode = 128 + number;
      controller.abort(new Error('stopped'));
    });
  }
  return controller;
}
