/** Bundles the command line into `dist/command/waybill.js`; the package's `bin` points there. */
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

await build({
  entryPoints: [join(root, 'client/command/main.ts')],
  outfile: join(root, 'dist/command/waybill.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
