import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import type { Bounds, Explored } from './explore.js';
import type { Replayed } from './replay.js';

const run = promisify(execFile);

/** A change of one source file. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const cache = path.resolve('node_modules/.cache');

/** A new directory for bundles: packages are outside of them, and found from there. */
export async function bundleDirectory(): Promise<string> {
  await mkdir(cache, { recursive: true });
  return mkdtemp(path.join(cache, 'explore-'));
}

/** Bundles the explorer and the core, with an edit of the core if wanted. @param outfile where to */
export async function bundleExplorer(outfile: string, edit?: Edit): Promise<void> {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'run-scope.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
    plugins: edit ? [edited(edit)] : [],
  });
}

const edited = ({ file, find, put }: Edit): Plugin => ({
  name: 'edited',
  setup(setup) {
    setup.onLoad({ filter: /lambda\/core\/.*\.ts$/ }, async ({ path: source }) => {
      if (path.resolve(file) !== source) return undefined;
      const text = await readFile(source, 'utf8');
      if (text.split(find).length !== 2) throw new Error(`${file} has not once: ${find}`);
      return { loader: 'ts' as const, contents: text.replace(find, () => put) };
    });
  },
});

/** Explores one scope with a bundle. */
export async function exploreScope(bundle: string, scope: string, bounds: Bounds): Promise<Explored> {
  const { stdout } = await run(process.execPath, [bundle, scope, JSON.stringify(bounds)], {
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout) as Explored;
}

/** Runs one history again. */
export async function replayWith(bundle: string, scope: string, steps: string): Promise<Replayed> {
  const { stdout } = await run(process.execPath, [bundle, scope, '{}', steps], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Replayed;
}
