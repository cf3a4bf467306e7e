import path from 'node:path';
import { cacheDirectory } from './process/cache-directory.js';
import { takeSingleRun } from './process/single-run.js';
import { StartFailure } from './process/start-failure.js';
import { readStartOptions } from './start-options.js';
import { startStack } from './stack.js';
import { readState, removeState, stateOf, writeState } from './state.js';
import { printedSteps } from './process/steps.js';

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** Starts the whole system, stays until Ctrl-C, and takes everything down again. */
async function main(args: readonly string[]): Promise<void> {
  const { directory, pagePort } = readStartOptions(args, cacheDirectory);
  const stateFile = path.join(directory, 'state.json');
  const run = await takeSingleRun(directory);
  if (!run) {
    const state = await readState(stateFile);
    throw new StartFailure(
      `Waybill already runs here${state ? `: ${state.pageUrl}` : ' and is starting'}.`,
      'Use that one, or stop it with Ctrl-C where it was started.',
    );
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopping.abort();
    });
  }
  try {
    await removeState(stateFile);
    say('Starting Waybill on this machine.\n');
    const startedAt = performance.now();
    const webhookUrl = process.env['WAYBILL_WEBHOOK_URL'];
    const stack = await startStack({
      directory,
      steps: printedSteps(say),
      signal: stopping.signal,
      ...(pagePort && { pagePort }),
      ...(webhookUrl && { webhookUrl }),
    });
    try {
      await writeState(stateFile, stateOf(stack));
      say(`\nReady after ${((performance.now() - startedAt) / 1000).toFixed(0)} s.\n`);
      say(`  Page   ${stack.pageUrl}`);
      say(`  API    ${stack.apiUrl}`);
      say('  Token  npm run --silent token -- alice');
      say('\nCtrl-C stops everything. Files are kept only while it runs.');
      await Promise.race([untilAborted(stopping.signal), stack.broken]);
      say('\nStopping.');
    } finally {
      await removeState(stateFile);
      await stack.stop();
    }
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    await run.release();
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

// It would stand between the lines of the start; which Node.js this project needs is in package.json.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
main(process.argv.slice(2)).catch((error: unknown) => {
  const text = error instanceof StartFailure ? `\n${error.message}` : (error as Error).stack;
  process.stderr.write(`${text ?? String(error)}\n`);
  process.exitCode = 1;
});
