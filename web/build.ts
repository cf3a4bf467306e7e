import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const source = import.meta.dirname;
const target = join(source, '..', 'dist', 'web');

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  entryPoints: { app: join(source, 'main.ts') },
  outdir: target,
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
});
await build({
  entryPoints: { app: join(source, 'styles', 'app.css') },
  outdir: target,
  bundle: true,
  minify: true,
  // As written: colours by light-dark() would otherwise be turned into variables for older browsers.
  target: 'esnext',
  loader: { '.woff2': 'file' },
  assetNames: '[name]',
  logLevel: 'warning',
});
for (const file of ['index.html', 'mark.svg']) await copyFile(join(source, file), join(target, file));
// The SIL Open Font License travels with the font.
const font = join(source, '..', 'node_modules', '@fontsource-variable', 'instrument-sans');
await copyFile(join(font, 'LICENSE'), join(target, 'instrument-sans-license.txt'));
