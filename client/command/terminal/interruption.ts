/** Aborted by Ctrl-C (and by SIGTERM); the command then ends as the shell expects of it. A second one ends it at once. */
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
