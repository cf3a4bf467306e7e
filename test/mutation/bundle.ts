import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * Makes of each test file one module, with all that it imports from this project and with packages left outside:
 * evaluated again, it starts with fresh state, and packages are loaded once a process.
 * @returns where each bundle with a mutant in it is, by test file
 */
export async function bundle(
  tests: readonly string[],
  sources: ReadonlyMap<string, string>,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const { metafile } = await build({
    entryPoints: [...tests],
    outdir: folder,
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Drops what is behind switches that were removed.
    minifySyntax: true,
    metafile: true,
    logLevel: 'error',
    plugins: [switched(sources)],
  });
  return new Map(
    Object.entries(metafile.outputs)
      .filter(([, { inputs }]) => Object.keys(inputs).some((file) => sources.has(file)))
      .map(([output, { entryPoint = '' }]) => [entryPoint, path.resolve(output)]),
  );
}

/** Reads instrumented sources in place of the originals, and lets each module keep its own address. */
const switched = (sources: ReadonlyMap<string, string>): Plugin => ({
  name: 'switched',
  setup(setup) {
    setup.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const text = sources.get(path.relative('', file)) ?? (await readFile(file, 'utf8'));
      const own = { url: new URL(`file://${file}`).href, filename: file, dirname: path.dirname(file) };
      return {
        loader: 'ts',
        contents: text.replaceAll(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, key: keyof typeof own) =>
          JSON.stringify(own[key]),
        ),
      };
    });
  },
});
