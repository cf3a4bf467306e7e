import { access, cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { CommandFailure, lastLine, run } from '../process/command.js';
import { StartFailure } from '../process/start-failure.js';

/** The major version of the deployed functions. */
const functionsMajor = '24';

/**
 * The folder to put first in the engine's PATH, so that the functions run on their Node.js version: the engine uses the
 * first `node`, whatever runtime a function has. If the machine's own Node.js has another major version, npm installs
 * the binary into the cache.
 */
export async function functionsNodeDirectory(cacheDirectory: string, signal?: AbortSignal): Promise<string> {
  if (process.versions.node.split('.')[0] === functionsMajor) return path.dirname(process.execPath);
  const home = path.join(cacheDirectory, 'node24');
  const bin = path.join(home, 'node_modules', '.bin');
  const locks = path.join(import.meta.dirname, 'node24');
  try {
    await access(path.join(bin, 'node'));
    return bin;
  } catch {
    await mkdir(home, { recursive: true });
  }
  try {
    for (const file of ['package.json', 'package-lock.json'])
      await cp(path.join(locks, file), path.join(home, file));
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    await run('npm', ['ci', ...flags], { cwd: home, ...(signal ? { signal } : {}) });
    await access(path.join(bin, 'node'));
    return bin;
  } catch (error) {
    if (signal?.aborted) throw error;
    const detail = error instanceof CommandFailure ? lastLine(error.output) : 'no package fits';
    throw new StartFailure(
      `Node.js ${functionsMajor}, on which the functions run, could not be installed beside this ${process.version}: ${detail}.`,
      `Check that npm reaches its registry, or run this with Node.js ${functionsMajor} itself.`,
      { cause: error },
    );
  }
}
