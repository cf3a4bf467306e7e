import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type OutputFile } from 'esbuild';
import { bundlePageScript } from '../build/page-script.js';
import { replaceFolder } from '../build/replace-folder.js';
import { noticesBeside } from '../build/third-party-notices.js';

const source = import.meta.dirname;
const target = join(source, '..', 'dist', 'web');

const script = await bundlePageScript(target);
const style = await build({
  entryPoints: { app: join(source, 'styles', 'app.css') },
  outdir: target,
  bundle: true,
  minify: true,
  // Unchanged: otherwise colours with light-dark() would be turned into variables for older browsers.
  target: 'esnext',
  loader: { '.woff2': 'file' },
  entryNames: 'assets/[name]-[hash]',
  assetNames: 'assets/[name]-[hash]',
  metafile: true,
  write: false,
  logLevel: 'warning',
});

const outputs = [...script.outputFiles, ...style.outputFiles];
const nameOf = ({ path }: OutputFile) => relative(target, path);

/** The output file of an entry point. */
function built(ending: string): string {
  const file = outputs.find(
    (output) => nameOf(output).startsWith('assets/app-') && output.path.endsWith(ending),
  );
  if (!file) throw new Error(`the build made no ${ending}`);
  return nameOf(file);
}

const html = readFileSync(join(source, 'index.html'), 'utf8')
  .replace('app.css', built('.css'))
  .replace('app.js', built('.js'));

replaceFolder(
  target,
  new Map([
    ...outputs.map((file) => [nameOf(file), file.contents] as const),
    ['index.html', Buffer.from(html)],
    ['mark.svg', readFileSync(join(source, 'mark.svg'))],
    ...noticesBeside([script, style].flatMap(({ metafile }) => Object.values(metafile.outputs))),
  ]),
);

for (const file of outputs) {
  if (file.path.endsWith('.map')) continue;
  const [size, zipped] = [file.contents.length, gzipSync(file.contents, { level: 9 }).length];
  process.stdout.write(
    `${nameOf(file)} ${(size / 1024).toFixed(1)} KB, ${(zipped / 1024).toFixed(1)} KB gzipped\n`,
  );
}
