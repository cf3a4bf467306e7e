import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

/** How the command line becomes `waybill.js` in a folder, with the parts that it loads when they are needed. */
export const bundle = (outdir: string): BuildOptions => ({
  entryPoints: [join(import.meta.dirname, '..', 'command', 'main.ts')],
  outdir,
  entryNames: 'waybill',
  bundle: true,
  minify: true,
  // What only some commands need, AWS's SDK, is loaded when one of them runs.
  splitting: true,
  mainFields: ['module', 'main'],
  // Some of it is CommonJS, which asks for Node's own modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
  },
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
