import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStack } from '../../local/stack.js';
import { stateOf } from '../../local/state.js';
import { printedSteps } from '../../local/process/steps.js';
import { startControl } from './control.js';
import { handOver } from './handover.js';
import { readLogLines, refuseSecrets } from './log-lines.js';

/**
 * Starts the whole system for one run of the tests: with its own engine, ports and folder. Stopping fails if a secret
 * was logged.
 */
export async function startForTests(): Promise<{ stop(): Promise<void> }> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const directory = await mkdtemp(path.join(tmpdir(), 'waybill-test-'));
  const stack = await startStack({
    directory,
    // The whole suite, with reads through an edge.
    ...(process.env['WAYBILL_TEST_CDN'] === 'true' && { context: { cdn: 'true' } }),
    steps: printedSteps((line) => process.stderr.write(`${line}\n`)),
  });
  const control = await startControl(stack);
  const { client, python, enginePort } = stack;
  handOver({ ...stateOf(stack), client, python, enginePort, directory, controlUrl: control.url });
  return {
    async stop() {
      try {
        refuseSecrets(await readLogLines(client));
      } finally {
        await control.stop();
        await stack.stop();
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}
