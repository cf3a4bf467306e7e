import path from 'node:path';
import { CommandFailure, lastLine, run } from '../process/command.js';
import { StartFailure } from '../process/start-failure.js';

const root = path.join(import.meta.dirname, '..', '..');

/** Output folder of the page's build. */
export const pageDirectory = path.join(root, 'dist', 'web');

/** Builds the page. The functions' bundles are built before synthesis (`build` in cdk.json). */
export async function buildPage(signal?: AbortSignal): Promise<void> {
  const script = 'web/build.ts';
  try {
    await run(process.execPath, ['--import', 'tsx', script], { cwd: root, ...(signal && { signal }) });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new StartFailure(
      `Building the page failed: ${lastLine(error.output)}.`,
      `See it whole with: node --import tsx ${script}`,
      { cause: error },
    );
  }
}
