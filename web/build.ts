import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { replaceFolder } from '../build/replace-folder.js';

const source = import.meta.dirname;
const target = join(source, '..', 'dist', 'web');
// The SIL Open Font License travels with the font.
const font = join(source, '..', 'node_modules', '@fontsource-variable', 'instrument-sans');

const script = await build({
  entryPoints: { app: join(source, 'main.ts') },
  outdir: target,
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  target: 'es2022',
  write: false,
  logLevel: 'warning',
});
const style = await build({
  entryPoints: { app: join(source, 'styles', 'app.css') },
  outdir: target,
  bundle: true,
  minify: true,
  // As written: colours by light-dark() would otherwise be turned into variables for older browsers.
  target: 'esnext',
  loader: { '.woff2': 'file' },
  assetNames: '[name]',
  write: false,
  logLevel: 'warning',
});

replaceFolder(
  target,
  new Map([
    ...[...script.outputFiles, ...style.outputFiles].map(
      ({ path, contents }) => [relative(target, path), contents] as const,
    ),
    ['index.html', readFileSync(join(source, 'index.html'))],
    ['mark.svg', readFileSync(join(source, 'mark.svg'))],
    ['instrument-sans-license.txt', readFileSync(join(font, 'LICENSE'))],
  ]),
);
