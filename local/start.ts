import path from 'node:path';
import { cacheDirectory } from './process/cache-directory.js';
import { demoRoles, demoSubjects } from './page/demo-accounts.js';
import { takeSingleRun } from './process/single-run.js';
import { StartFailure } from './process/start-failure.js';
import { splitContext } from './deployment/own-issuer.js';
import { readStartOptions } from './start-options.js';
import { startStack } from './stack.js';
import { readState, removeState, stateOf, writeState } from './state.js';
import { printedSteps } from './process/steps.js';

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** Starts the whole system, runs until Ctrl-C, and stops everything again. */
async function main(args: readonly string[]): Promise<void> {
  const { directory, pagePort, context: given } = readStartOptions(args, cacheDirectory);
  const { context, issuer } = splitContext(given.length > 0 ? await readGiven(given) : {});
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
      // Custom roles replace the demo ones completely.
      context:
        issuer || 'roles' in context || 'rolesClaim' in context ? context : { ...demoRoles, ...context },
      ...(issuer && { issuer }),
    });
    try {
      await writeState(stateFile, stateOf(stack));
      say(`\nReady after ${((performance.now() - startedAt) / 1000).toFixed(0)} s.\n`);
      say(`  Page     ${stack.pageUrl}`);
      say(`  API      ${stack.apiUrl}`);
      if (stack.cdnUrl) say(`  CDN      ${stack.cdnUrl}`);
      if (issuer) say(`  Sign in  at ${issuer.url}: allow the page as redirect URI for ${issuer.clientId}`);
      else {
        say(`  Sign in  as ${demoSubjects.join(', ')}, or anybody; admin may do everything`);
        say('  Token    npm run --silent token -- alice');
      }
      const clientId = issuer?.clientId ?? 'local';
      say(
        `  Command  npx waybill login --api ${stack.apiUrl} --issuer ${stack.issuerUrl} --client-id ${clientId}`,
      );
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

/** Loaded on demand: the parsers of the settings import the whole CDK. */
async function readGiven(given: readonly string[]): Promise<Record<string, string>> {
  const { readContext } = await import('./deployment/context.js');
  return readContext(given);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

// The warning would interrupt the output of the start; package.json has the required Node.js version.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
main(process.argv.slice(2)).catch((error: unknown) => {
  const text = error instanceof StartFailure ? `\n${error.message}` : (error as Error).stack;
  process.stderr.write(`${text ?? String(error)}\n`);
  process.exitCode = 1;
});
