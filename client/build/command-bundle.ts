import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

/** Bundles the command line as `waybill.js` in a folder, with lazily loaded parts. */
export const bundle = (outdir: string): BuildOptions => ({
  entryPoints: [join(import.meta.dirname, '..', 'command', 'main.ts')],
  outdir,
  entryNames: 'waybill',
  bundle: true,
  minify: true,
  // The AWS SDK, which only some commands need, is loaded on demand.
  splitting: true,
  mainFields: ['module', 'main'],
  // Some of it is CommonJS, which loads Node's modules with `require`.
  banner: {
    js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
  },
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
