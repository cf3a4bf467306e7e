/**
 * Bundles each function into `dist/lambda/{function}`, ready to be shipped as an asset: whoever imports the construct
 * needs no bundler. CommonJS, because it loads faster than ES modules do (docs/decisions/0003-bundles.md).
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { openApi } from './api/openapi.js';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist/lambda');
const functions = ['presign', 'files', 'download', 'validate', 'announce', 'sweep', 'deliver', 'webhooks'];

for (const name of functions) rmSync(join(out, name), { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: Object.fromEntries(
    functions.map((name) => [`${name}/index`, join(root, `lambda/handlers/${name}.ts`)]),
  ),
  outdir: out,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  mainFields: ['module', 'main'],
  define: { 'import.meta.dirname': '__dirname' },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
// The package around them holds ES modules.
for (const name of functions) writeFileSync(join(out, name, 'package.json'), '{"type":"commonjs"}');
writeFileSync(join(out, 'files/openapi.json'), JSON.stringify(openApi(version)));

for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  process.stdout.write(`${file} ${Math.ceil(bytes / 1024)} KB\n`);
}
