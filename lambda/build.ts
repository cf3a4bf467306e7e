/**
 * Bundles each function into `dist/lambda/{function}`, ready to be deployed as an asset: users of the construct need no
 * bundler. CommonJS, because it loads faster than ES modules (docs/decisions/0003-bundles.md).
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { replaceFolder } from '../build/replace-folder.js';
import { noticesBeside } from '../build/third-party-notices.js';
import { openApi } from './api/openapi/document.js';
import { deploymentFunctions, functionNames } from './functions.js';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist/lambda');

const sources = [
  ...functionNames.map((name) => [name, `lambda/handlers/${name}.ts`] as const),
  ...deploymentFunctions.map((name) => [name, `lambda/deployment/${name}.ts`] as const),
];

const { outputFiles, metafile } = await build({
  entryPoints: Object.fromEntries(sources.map(([name, source]) => [`${name}/index`, join(root, source)])),
  outdir: out,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  mainFields: ['module', 'main'],
  define: { 'import.meta.dirname': '__dirname' },
  metafile: true,
  write: false,
  logLevel: 'warning',
});

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

for (const [name] of sources) {
  const folder = join(out, name);
  const file = join(folder, 'index.js');
  const bundle = outputFiles.find(({ path }) => path === file);
  const output = metafile.outputs[relative(process.cwd(), file)];
  if (!bundle || !output) throw new Error(`esbuild made no bundle of ${name}`);
  replaceFolder(
    folder,
    new Map([
      ['index.js', bundle.contents],
      // The package.json of the repository says that files are ES modules.
      ['package.json', Buffer.from('{"type":"commonjs"}')],
      ...noticesBeside([output]),
      ...(name === 'files'
        ? ([['openapi.json', Buffer.from(JSON.stringify(openApi(version)))]] as const)
        : []),
    ]),
  );
  process.stdout.write(`${name} ${String(Math.ceil(bundle.contents.length / 1024))} KB\n`);
}
