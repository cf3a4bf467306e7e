/** Bundles the command line into `dist/command/waybill.js`; the package's `bin` points there. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const outdir = join(root, 'dist/command');

// The names of its parts change with their contents.
rmSync(outdir, { recursive: true, force: true });

await build({
  entryPoints: [join(root, 'client/command/main.ts')],
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
