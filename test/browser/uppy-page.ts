import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '../..');

/**
 * A page that runs a program of docs/uppy.md unchanged, with Uppy from npm.
 * @param uploader the program: our plug-in's, or Uppy's own
 */
export async function uppyPage(uploader: 'WaybillUploader' | 'AwsS3'): Promise<Record<string, string>> {
  const text = readFileSync(path.join(root, 'docs/uppy.md'), 'utf8');
  const marked = /<!-- The browser tests run this block as it stands\. -->\s*```js\n(.*?)```/gs;
  const programs = [...text.matchAll(marked)].flatMap(([, program]) => program ?? []);
  const program = programs.find((one) => one.includes(`.use(${uploader},`));
  if (!program) throw new Error(`docs/uppy.md has no program with ${uploader}`);
  const { outputFiles } = await build({
    stdin: { contents: `${program}\nglobalThis.uppy = uppy;`, resolveDir: root, loader: 'js' },
    alias: {
      '@waybill/client/uppy': path.join(root, 'client/uppy.ts'),
      '@waybill/client': path.join(root, 'client/index.ts'),
    },
    ...{ bundle: true, format: 'iife', write: false, outdir: '/', logLevel: 'error' },
  });
  const script = outputFiles.find(({ path: name }) => name.endsWith('.js'))?.text ?? '';
  const style = outputFiles.find(({ path: name }) => name.endsWith('.css'))?.text ?? '';
  const head = `<link rel="icon" href="data:,"><meta charset="utf-8"><link rel="stylesheet" href="/${uploader}.css">`;
  return {
    [`/${uploader}.html`]: `<!doctype html>${head}<body><div id="files"></div><script src="/${uploader}.js"></script>`,
    [`/${uploader}.js`]: script,
    [`/${uploader}.css`]: style,
  };
}
